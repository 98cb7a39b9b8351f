// What the page shows of traces, and while a file is held over it.

/** @import { Tester } from './tester.js' */

/** Opens a trace of the workspace that is open. @param {Tester} tester @param {object} changes */
async function openTrace(tester, changes) {
  const trace = {
    rehearse: 1,
    engine: '0.0.9',
    name: 'email-engagement.workspace.json',
    drafts: 'skip',
    workspace: JSON.parse(await tester.workspaceText()),
    stimuli: [
      { fire: { type: 'email.opened', contact: 'ana', email: 'spring-offer' } },
      { fire: { type: 'link.clicked', contact: 'ana', link: 'pricing' } },
      { advance: '8d' },
    ],
  };
  await tester.openFile('spring.trace.json', JSON.stringify({ ...trace, ...changes }));
}

/** Opens a trace that another version of the engine has written. @param {Tester} tester */
export async function openOldTrace(tester) {
  await openTrace(tester, {});
  await tester.page.locator('.page-head .note').waitFor();
}

/** Tries to open a trace of a version of the format that is not known yet. @param {Tester} tester */
export async function openNewTrace(tester) {
  await openTrace(tester, { rehearse: 2 });
  await tester.page.locator('.page-head .problem').waitFor();
}

/** @param {Tester} tester */
export async function holdFile({ page }) {
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['{}'], 'a.json'));
    document.body.dispatchEvent(new DragEvent('dragenter', { bubbles: true, cancelable: true, dataTransfer }));
  });
  await page.locator('.drop-here').waitFor();
}
