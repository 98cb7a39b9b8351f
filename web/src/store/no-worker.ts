let isTold = false;

/** Nothing is missing where there is no worker, so a word for whoever builds the page is enough, and one. */
export function tellNoWorker(why: unknown): void {
  if (isTold) return;
  isTold = true;
  console.warn('<rehearse-tester worker>: there is no worker, so everything is done on the thread of the page.', why);
}
