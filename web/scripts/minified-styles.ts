import { transform } from 'lightningcss';
import type { Plugin } from 'vite';

const styles = /\bcss`([^`$\\]*)`/g;

/**
 * A plugin for Vite that makes the styles in `css` templates small, into which no bundler looks; those with something to
 * fill in stay as they are.
 */
export function minifiedStyles(): Plugin {
  return {
    name: 'minified-styles',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/web/src/') || !code.includes('css`')) return null;
      return { code: code.replace(styles, (_, css: string) => `css\`${minified(id, css)}\``), map: null };
    },
  };
}

function minified(filename: string, css: string): string {
  const { code } = transform({ filename, code: Buffer.from(css), minify: true });
  // What stands in a template is written as in JavaScript.
  return String(code).replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
}
