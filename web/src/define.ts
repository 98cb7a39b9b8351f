/** Registers `<rehearse-tester>` and the elements inside it; twice does no harm. What `parts.ts` names comes when it is shown. */
import { ClockRegion } from './regions/clock.js';
import { ComposerRegion } from './regions/composer.js';
import { ContactsRegion } from './regions/contacts.js';
import { WorkflowsRegion } from './regions/workflows.js';
import { RehearseTester } from './tester.js';

const elements: Record<string, CustomElementConstructor> = {
  'rehearse-clock': ClockRegion,
  'rehearse-composer': ComposerRegion,
  'rehearse-contacts': ContactsRegion,
  'rehearse-workflows': WorkflowsRegion,
  'rehearse-tester': RehearseTester,
};

for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

export { RehearseTester };
