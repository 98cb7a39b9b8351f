// Takes the README's picture of the page: node tests/browser/picture.js

import { fileURLToPath } from 'node:url';
import { createPageServer } from '../../web/serve.mjs';
import { launch, listen, pageRoot, stop } from './support/chromium.js';
import { Tester } from './support/tester.js';

const server = createPageServer(pageRoot);
const address = await listen(server);
const browser = await launch();
const tester = await Tester.open({ browser, address }, { width: 1440, height: 1000, reducedMotion: 'reduce' });
await tester.openSample('Segmentation by engagement');
await tester.page.getByLabel('Contact', { exact: true }).selectOption({ label: 'Emil Brandt' });
await tester.press('Form Demo request submitted');
await tester.expectScore('Emil Brandt', '45');
await tester.page.mouse.move(720, 990);
await tester.page.screenshot({ path: fileURLToPath(new URL('../../docs/page.png', import.meta.url)) });
await tester.done();
await browser.close();
stop(server);
