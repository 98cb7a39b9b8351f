import '@rehearse/tester/define';
import '../../style.css';
import { signUp, unpublishes, workspace } from '../../workspace.js';

const tester = document.querySelector('rehearse-tester');
const showName = () => {
  document.querySelector('#name').textContent = tester.workspace.name;
};

function log(text) {
  const row = document.createElement('li');
  row.textContent = text;
  document.querySelector('#log').append(row);
}

async function paint() {
  const rows = (await tester.path('welcome', { whole: true })).map(({ node, status, reason }) => {
    const row = document.createElement('li');
    row.dataset.status = status;
    row.title = reason;
    row.textContent = `${node.id}: ${status}`;
    return row;
  });
  document.querySelector('#canvas').replaceChildren(...rows);
}

tester.addEventListener('rehearse-ready', () => {
  log('ready');
  paint();
});
tester.addEventListener('rehearse-report', ({ detail }) => {
  log(`report: ${detail.fired.length} started`);
  paint();
});
tester.addEventListener('rehearse-change', (event) => {
  if (unpublishes(event.detail)) {
    event.preventDefault();
    log('refused: what is published stays published');
  } else {
    log('change');
    showName();
  }
});
tester.addEventListener('rehearse-error', ({ detail }) => log(`error: ${detail.message}`));
document.querySelector('#sign-up').addEventListener('click', () => tester.fire(signUp));

tester.workspace = workspace;
showName();
