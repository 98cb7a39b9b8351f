// What the package's entries have in common: all but where the WebAssembly comes from.

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
export type { LoadOptions } from './load.js';
export type { CompareOptions, ReplayOptions, ReplayPartition, ReplayProgress } from './replay/replay-options.js';
export type { SampleOptions } from './replay/sample.js';
export type { BlobSource, LogChunks, LogFormat, LogSource, StreamSource } from './replay/source.js';
export type { TimeForm } from './replay/times.js';
export type { Fired, Report } from './report.js';
export type { Simulation } from './simulation.js';
export type {
  AsyncEngine,
  CheckScenariosTaskOptions,
  RunEvent,
  RunOptions,
  RunQuestion,
  RunReport,
  RunResult,
  StimulusResult,
  TaskOptions,
  TestTaskOptions,
} from './tasks/async-engine.js';
export type * from './types.js';
export type { WasmModule, WasmSource } from './wasm-source.js';
