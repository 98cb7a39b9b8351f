/**
 * Try out marketing automations before they go live: define workflows, fire simulated events at throw-away contacts,
 * move a virtual clock, and see every score and every condition that held or did not. Nothing is ever sent.
 *
 * Start with {@link loadEngine}.
 * @module
 */

export type { CheckScenariosOptions, Engine, SimulateOptions, TestOptions } from './engine.js';
export {
  EngineLoadError,
  type ErrorCode,
  EventError,
  type LoadErrorCode,
  LogError,
  type LogErrorCode,
  RehearseError,
  ScenarioError,
  UsageError,
  WorkspaceError,
} from './errors.js';
export { type LoadOptions, loadEngine } from './loader.js';
export type { CompareOptions, ReplayOptions, ReplayPartition, ReplayProgress } from './replay/replay-options.js';
export type { BlobSource, LogChunks, LogFormat, LogSource, StreamSource } from './replay/source.js';
export type { TimeForm } from './replay/times.js';
export type { Fired, Report } from './report.js';
export type { Simulation } from './simulation.js';
export type * from './types.js';
export type { WasmModule, WasmSource } from './wasm-source.js';
