import { useRef, useState } from 'react';
import { workspace as first, signUp, unpublishes } from '../../workspace.js';

export function App() {
  const tester = useRef(null);
  const [workspace, setWorkspace] = useState(first);
  const [path, setPath] = useState([]);
  const [heard, setHeard] = useState([]);

  const log = (text) => setHeard((before) => [...before, text]);
  const paint = async () => setPath(await tester.current.path('welcome', { whole: true }));
  const changed = (event) => {
    if (unpublishes(event.detail)) {
      event.preventDefault();
      log('refused: what is published stays published');
    } else {
      log('change');
      // Null while its text is no JSON. What it says already is passed over when it is set: the timeline stays.
      setWorkspace((before) => event.detail.workspace ?? before);
    }
  };

  return (
    <>
      <header>
        <h1 id="name">{workspace.name}</h1>
        <button type="button" id="sign-up" onClick={() => tester.current.fire(signUp)}>
          Ana signs up
        </button>
      </header>
      <aside>
        <h2>Our canvas</h2>
        <ul id="canvas">
          {path.map(({ node, status, reason }) => (
            <li key={node.pointer} data-status={status} title={reason}>
              {node.id}: {status}
            </li>
          ))}
        </ul>
        <h2>What we heard</h2>
        <ol id="log">
          {heard.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added
            <li key={index}>{text}</li>
          ))}
        </ol>
      </aside>
      <rehearse-tester
        ref={tester}
        workspace={workspace}
        onrehearse-ready={() => {
          log('ready');
          paint();
        }}
        onrehearse-report={({ detail }) => {
          log(`report: ${detail.fired.length} started`);
          paint();
        }}
        onrehearse-change={changed}
        onrehearse-error={({ detail }) => log(`error: ${detail.message}`)}
      />
    </>
  );
}
