import '@rehearse/tester/define';
import '../../style.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.jsx';

createRoot(document.querySelector('#app')).render(<App />);
