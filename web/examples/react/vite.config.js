import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  // The development server would move dependencies away from their assets.
  optimizeDeps: { exclude: ['@rehearse/engine', '@rehearse/tester'] },
});
