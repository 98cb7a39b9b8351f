import type { Scenario, ScenarioFile } from '@rehearse/engine';

/** A sample workspace that can be opened on the page. */
export interface Sample {
  id: string;
  name: string;
  description: string;
  text: string;
  scenarios: Scenario[];
}

/** The same files that the tests run; read as text, so that the page shows them as they are written. */
const files = import.meta.glob('../../tests/conformance/samples/*.workspace.json', {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Record<string, string>;

/** What is expected of each, by the path of its workspace. */
const tests = import.meta.glob('../../tests/conformance/samples/*.scenario.json', {
  import: 'default',
  eager: true,
}) as Record<string, ScenarioFile>;

/** The one that the page opens with. */
const first = 'email-engagement';

/** The samples, the worked example first. */
export const samples: Sample[] = Object.entries(files)
  .map(([path, text]): Sample => {
    const id = path.replace(/^.*\//, '').replace(/\.workspace\.json$/, '');
    const { name, 'x-description': description } = JSON.parse(text) as { name?: string; 'x-description'?: string };
    return {
      id,
      name: name ?? id,
      description: description ?? '',
      text,
      scenarios: tests[path.replace('.workspace.', '.scenario.')]?.scenarios ?? [],
    };
  })
  .sort((one, other) => Number(other.id === first) - Number(one.id === first) || (one.name < other.name ? -1 : 1));
