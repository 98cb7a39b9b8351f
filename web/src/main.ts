/** The page: `<rehearse-tester>` with samples, opening, keeping and sharing around it. */
import type { RehearseTester } from './define.js';
import './define.js';
import { acceptFiles } from './file-drop.js';
import { Head } from './page/head.js';
import { preferredLanguage, useLanguage } from './page/language.js';
import { LinkButton } from './page/link-button.js';
import { OpenWork } from './page/open-work.js';
import { RecentDialog } from './page/recent.js';
import { pageTexts } from './page/texts.js';
import { textsChanged } from './texts/texts.js';

const tester = document.querySelector('rehearse-tester') as RehearseTester;
const head = document.createElement('header');
head.slot = 'start';
head.className = 'page-head';
tester.append(head);

const work = new OpenWork(tester);
const recent = new RecentDialog(work);
const link = new LinkButton(work);
// Inside the element, whose colours they take.
head.append(recent.element, link.element);
const drawn = new Head(head, work, recent, link);
drawn.draw();

addEventListener('hashchange', () => void work.openLink());
addEventListener('beforeunload', (event) => {
  void work.keeper.flush();
  if (work.wouldBeLost) event.preventDefault();
});
// On phones the page may be ended without another word once it is out of sight.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void work.keeper.flush();
});

const dropHere = document.createElement('div');
dropHere.className = 'drop-here';
dropHere.hidden = true;
dropHere.ariaHidden = 'true';
dropHere.textContent = pageTexts().head.dropHere;
textsChanged.addEventListener('change', () => {
  drawn.draw();
  dropHere.textContent = pageTexts().head.dropHere;
});
tester.after(dropHere);
acceptFiles(
  (isOver) => {
    dropHere.hidden = !isOver;
  },
  (files) => void work.openFiles(files),
);

void useLanguage(preferredLanguage());
void work.begin();
