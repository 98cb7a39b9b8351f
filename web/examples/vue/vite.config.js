import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('rehearse-') } } })],
  // The development server would move dependencies away from their assets.
  optimizeDeps: { exclude: ['@rehearse/engine', '@rehearse/tester'] },
});
