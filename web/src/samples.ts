/** A sample workspace that can be opened on the page. */
export interface Sample {
  id: string;
  name: string;
  description: string;
  text: string;
}

/** The same files that the tests run; read as text, so that the page shows them as they are written. */
const files = import.meta.glob('../../tests/conformance/samples/*.workspace.json', {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Record<string, string>;

/** The one that the page opens with. */
const first = 'email-engagement';

/** The samples, the worked example first. */
export const samples: Sample[] = Object.entries(files)
  .map(([path, text]): Sample => {
    const id = path.replace(/^.*\//, '').replace(/\.workspace\.json$/, '');
    const { name, 'x-description': description } = JSON.parse(text) as { name?: string; 'x-description'?: string };
    return { id, name: name ?? id, description: description ?? '', text };
  })
  .sort((one, other) => Number(other.id === first) - Number(one.id === first) || (one.name < other.name ? -1 : 1));
