import { defineConfig, type Plugin } from 'vite';
import { minifiedStyles } from './scripts/minified-styles.ts';

/** What the element consists of at once, as far as it is our own: the modules that `define.ts` imports, and theirs. */
const atOnce = new Set<string>();

/** Finds out what is loaded at once, before the chunks are made. */
const findAtOnce: Plugin = {
  name: 'find-what-is-loaded-at-once',
  buildEnd() {
    const visit = (id: string) => {
      if (atOnce.has(id)) return;
      atOnce.add(id);
      for (const imported of this.getModuleInfo(id)?.importedIds ?? []) visit(imported);
    };
    for (const id of this.getModuleIds()) if (id.endsWith('/src/tester.ts') || id.endsWith('/src/define.ts')) visit(id);
    for (const id of atOnce) if (id.endsWith('/src/define.ts')) atOnce.delete(id);
  },
};

/**
 * The package's programs. What is loaded at once is one file, so that no bundler makes many small ones of it: what it
 * shares with the parts that come later would be cut into as many pieces as there are ways to share.
 */
export default defineConfig({
  plugins: [minifiedStyles(), findAtOnce],
  publicDir: false,
  build: {
    outDir: 'dist/element',
    emptyOutDir: false,
    target: 'es2022',
    minify: false,
    modulePreload: false,
    lib: {
      entry: { index: 'src/index.ts', define: 'src/define.ts', 'texts/spanish': 'src/texts/spanish.ts' },
      formats: ['es'],
    },
    rolldownOptions: {
      external: [/^lit($|\/)/, /^@rehearse\/engine/],
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'parts/[name].js',
        codeSplitting: { groups: [{ name: 'tester', test: (id: string) => atOnce.has(id) }] },
      },
    },
  },
});
