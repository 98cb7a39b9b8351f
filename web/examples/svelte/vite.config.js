import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [svelte()],
  // The development server would move dependencies away from their assets.
  optimizeDeps: { exclude: ['@rehearse/engine', '@rehearse/tester'] },
});
