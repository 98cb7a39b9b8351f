import { defineConfig } from 'vite';
import { minifiedStyles } from './scripts/minified-styles.ts';
import { pageHeaders } from './serve.mjs';

export default defineConfig({
  base: './',
  plugins: [minifiedStyles()],
  build: {
    outDir: 'dist/page',
    target: 'es2022',
    // The polyfill would be an inline script, which the policy forbids; every target browser has module preload.
    modulePreload: { polyfill: false },
    // Nothing may become a `data:` address: the policy lets only this origin in.
    assetsInlineLimit: 0,
  },
  // Pre-bundling would move the engine's glue away from its .wasm.
  optimizeDeps: { exclude: ['@rehearse/engine'] },
  preview: { headers: pageHeaders },
});
