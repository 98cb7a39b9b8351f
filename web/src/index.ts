/** What `@rehearse/tester` exports. Importing it registers nothing; `@rehearse/tester/define` does. */
export { RehearseTester } from './tester.js';
