import { pathToFileURL } from 'node:url';
import type { Engine } from '../engine.js';
import { LogError, UsageError, WorkspaceError } from '../errors.js';
import type { CompareOptions, ReplayPartition } from '../replay/replay-options.js';
import { partitionIn } from '../replay/report.js';
import type { LogSource } from '../replay/source.js';
import type { ReplayComparison, ReplayReport } from '../types.js';
import { readInput, readText, UnreadableFile } from './files.js';
import { type Console, ExitStatus, printDiagnostic } from './outcome.js';
import { keepInputs, OutputFile, UnwritableFile } from './output-file.js';
import { ProgressLine } from './progress.js';
import { type ReplayArguments, readReplayArguments, replayUsage } from './replay-arguments.js';
import { partitionLine, summarizeComparison, summarizeReplay } from './replay-summary.js';
import { ScoreFile } from './score-file.js';

/**
 * `rehearse replay`: a log of past events through a workspace, or through two versions of one.
 * @param given the arguments after the command's name
 */
export async function replayCommand(
  load: () => Promise<Engine>,
  given: string[],
  console: Console,
): Promise<ExitStatus> {
  const asked = readReplayArguments(given);
  if (asked === undefined) {
    console.print(replayUsage);
    return ExitStatus.ok;
  }
  try {
    const report = await runReplay(await load(), asked, console);
    return await tell(report, asked, console);
  } catch (error) {
    return fail(error, asked, console);
  }
}

/** `rehearse merge`: the report of a replay that was done in parts. */
export async function mergeCommand(
  engine: Engine,
  files: string[],
  json: boolean,
  console: Console,
): Promise<ExitStatus> {
  try {
    const parts: NamedPart[] = [];
    for (const file of files) {
      parts.push(...partsIn(file, file === '-' ? await readInput() : await readText(file)));
    }
    const report = mergeParts(engine, parts);
    console.print(printed(report, json));
    return statusOf(report, console);
  } catch (error) {
    if (error instanceof UnreadableFile) {
      console.complain(error.message);
      return ExitStatus.usage;
    }
    throw error;
  }
}

/** A part, and where it is from. */
interface NamedPart {
  name: string;
  text: string;
}

/** The parts of a file: one, or one on each line, as of several that were put one after the other. */
function partsIn(file: string, text: string): NamedPart[] {
  const name = file === '-' ? 'standard input' : file;
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  return lines.length > 1 && lines.every(({ line }) => partitionIn(line) !== undefined)
    ? lines.map(({ line, number }) => ({ name: `${name}:${number}`, text: line }))
    : [{ name, text }];
}

/** @throws UsageError that names the files */
function mergeParts(engine: Engine, parts: NamedPart[]): Finished {
  const partitions = parts.map(({ name, text }) => {
    const partition = partitionIn(text);
    if (partition === undefined) {
      throw new UsageError('usage.argument', `${name} is no part of a replay.`);
    }
    return `${name} is part ${partition.index} of ${partition.of}`;
  });
  try {
    return engine.merge(parts.map(({ text }) => text));
  } catch (error) {
    throw error instanceof UsageError
      ? new UsageError('usage.argument', `${error.message}\n  ${partitions.join('\n  ')}`)
      : error;
  }
}

type Finished = ReplayReport | ReplayComparison;

async function runReplay(engine: Engine, asked: ReplayArguments, console: Console): Promise<Finished> {
  await keepInputs([asked.workspace, asked.compare, asked.events, asked.contacts], [asked.csv, asked.part]);
  const a = await readText(asked.workspace);
  const b = asked.compare === undefined ? undefined : await readText(asked.compare);
  const names = b === undefined ? ['contact', 'before', 'after'] : ['contact', 'before', 'a', 'b'];
  const scores = asked.csv === undefined ? undefined : await ScoreFile.create(asked.csv, names);
  const line = console.terminal && new ProgressLine(console.terminal);
  const { format, map, contactsMap, types, time, offset, start, end, sort, strict, excerpts, partition, jobs } = asked;
  const options: CompareOptions = {
    ...{ format, map, contactsMap, types, time, offset, start, end, sort, strict, excerpts, partition, workers: jobs },
    contacts: asked.contacts === undefined ? undefined : sourceOf(asked.contacts),
    onProgress: line && ((progress) => line.show(progress)),
    onScores: scores && ((contacts) => scores.write(contacts)),
  };
  const drafts = asked.drafts ? 'run' : 'skip';
  try {
    const log = sourceOf(asked.events);
    const report =
      b === undefined
        ? await replayOne(engine, a, drafts, log, options)
        : await engine.compare(a, b, log, { ...options, drafts, thresholds: asked.thresholds });
    await scores?.close();
    return report;
  } catch (error) {
    await scores?.discard();
    throw error;
  } finally {
    line?.clear();
  }
}

async function replayOne(
  engine: Engine,
  workspace: string,
  drafts: 'run' | 'skip',
  log: LogSource,
  options: CompareOptions,
): Promise<ReplayReport> {
  const simulation = engine.simulate(workspace, { drafts });
  try {
    return await simulation.replay(log, options);
  } finally {
    simulation.dispose();
  }
}

function sourceOf(file: string): LogSource {
  return file === '-' ? process.stdin : pathToFileURL(file);
}

async function tell(report: Finished, asked: ReplayArguments, console: Console): Promise<ExitStatus> {
  const { part } = report;
  if (part !== undefined && asked.part !== undefined && asked.part !== '-') {
    const file = await OutputFile.create(asked.part);
    await file.write(`${part}\n`);
    await file.close();
  }
  if (asked.part === '-') {
    console.print(part as string);
  } else {
    // Standard output holds one thing only.
    (asked.csv === '-' ? console.complain : console.print)(printed(report, asked.json, asked.partition));
  }
  if (asked.jobs !== 1 && report.why !== null && !asked.json) {
    console.complain(`Run by one thread: ${report.why}`);
  }
  return asked.partition === undefined ? statusOf(report, console) : ExitStatus.ok;
}

/** The report without what depends on how it was come by: that is the same for one thread, several, and parts. */
function printed(finished: Finished, json: boolean, partition?: ReplayPartition): string {
  const { workers: _workers, why: _why, part: _part, ...report } = finished;
  if (json) {
    return JSON.stringify({ ok: true, ...report }, undefined, 2);
  }
  const summary =
    'a' in report ? summarizeComparison(report as ReplayComparison) : summarizeReplay(report as ReplayReport);
  return partition === undefined ? summary : `${partitionLine(partition)}\n${summary}`;
}

function statusOf(report: Finished, console: Console): ExitStatus {
  const { rows } = 'a' in report ? report.a : report;
  if (rows.used > 0) {
    return ExitStatus.ok;
  }
  console.complain(rows.read === 0 ? 'The log has no rows.' : 'No row of the log can be used.');
  return ExitStatus.failed;
}

function fail(error: unknown, asked: ReplayArguments, console: Console): ExitStatus {
  const { message, status, details } = failureOf(error, asked);
  if (asked.json) {
    console.print(JSON.stringify({ ok: false, error: message, ...details }, undefined, 2));
  } else {
    console.complain(message);
  }
  return status;
}

function failureOf(error: unknown, asked: ReplayArguments): { message: string; status: ExitStatus; details: object } {
  if (error instanceof WorkspaceError) {
    const { diagnostics, version } = error;
    const file = version === 'b' ? (asked.compare as string) : asked.workspace;
    const message = diagnostics.map((diagnostic) => printDiagnostic(file, diagnostic)).join('\n');
    return { message, status: ExitStatus.failed, details: { file, diagnostics } };
  }
  if (error instanceof LogError) {
    const { code, refusal } = error;
    const status = ['log.refused', 'log.empty', 'log.endless'].includes(code) ? ExitStatus.failed : ExitStatus.usage;
    return { message: error.message, status, details: { code, refusal } };
  }
  if (error instanceof UnreadableFile || error instanceof UnwritableFile) {
    return { message: error.message, status: ExitStatus.usage, details: {} };
  }
  throw error;
}
