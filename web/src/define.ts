/** Registers `<rehearse-tester>` and the elements inside it; twice does no harm. */
import { ClockRegion } from './regions/clock';
import { ComposerRegion } from './regions/composer';
import { ContactsRegion } from './regions/contacts';
import { JsonEditor } from './regions/json-editor';
import { ReportRegion } from './regions/report';
import { TimelineRegion } from './regions/timeline';
import { WorkflowsRegion } from './regions/workflows';
import { RehearseTester } from './tester';

const elements: Record<string, CustomElementConstructor> = {
  'rehearse-clock': ClockRegion,
  'rehearse-composer': ComposerRegion,
  'rehearse-contacts': ContactsRegion,
  'rehearse-json-editor': JsonEditor,
  'rehearse-report': ReportRegion,
  'rehearse-timeline': TimelineRegion,
  'rehearse-workflows': WorkflowsRegion,
  'rehearse-tester': RehearseTester,
};

for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

export { RehearseTester };
