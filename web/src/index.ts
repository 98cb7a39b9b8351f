/** What `@rehearse/tester` exports. Importing it registers nothing; `@rehearse/tester/define` does. */

export type { PathPlace, PathStatus } from './document/path.js';
export type { Loading } from './element/engine-loading.js';
export type { RehearseTesterEventMap, WorkspaceChange } from './element/events.js';
export type { View } from './layout.js';
export type { PathNode, PathOptions } from './store/path.js';
export type { Question } from './store/question.js';
export type { Session, SessionStimulus } from './store/session.js';
export { RehearseTester } from './tester.js';
export { english } from './texts/english.js';
export { type Texts, texts, useTexts } from './texts/texts.js';
