import { pathToFileURL } from 'node:url';
import type { Engine } from '../engine.js';
import { UsageError, WorkspaceError } from '../errors.js';
import type { CompareOptions, ReplayPartition } from '../replay/replay-options.js';
import { partitionIn } from '../replay/report.js';
import type { LogSource } from '../replay/source.js';
import type { ReplayComparison, ReplayReport } from '../types.js';
import type { Context } from './command.js';
import { FaultyDocument } from './failure.js';
import { readInput, readText } from './files.js';
import { type Console, ExitStatus } from './outcome.js';
import { keepInputs, OutputFile } from './output-file.js';
import { ProgressLine } from './progress.js';
import type { ReplayArguments } from './replay-arguments.js';
import { partitionLine, summarizeComparison, summarizeReplay } from './replay-summary.js';
import { ScoreFile } from './score-file.js';

/**
 * Replays a log, and prints what came of it.
 * @throws LogError, UsageError, FaultyDocument, UnreadableFile, UnwritableFile
 */
export async function replayLog(asked: ReplayArguments, { console, engine }: Context): Promise<ExitStatus> {
  await keepInputs([asked.workspace, asked.compare, asked.events, asked.contacts], [asked.csv, asked.part]);
  const a = await readText(asked.workspace);
  const b = asked.compare === undefined ? undefined : await readText(asked.compare);
  const names = b === undefined ? ['contact', 'before', 'after'] : ['contact', 'before', 'a', 'b'];
  const part = asked.part === undefined || asked.part === '-' ? undefined : await OutputFile.create(asked.part);
  let scores: ScoreFile | undefined;
  try {
    scores = asked.csv === undefined ? undefined : await ScoreFile.create(asked.csv, names);
    const report = await runReplay(await engine(), asked, { a, b, scores }, console);
    await part?.write(`${report.part}\n`);
    await part?.close();
    await scores?.close();
    return tell(report, asked, console);
  } catch (error) {
    await part?.discard();
    await scores?.discard();
    throw error instanceof WorkspaceError ? faultyVersion(error, asked, a, b) : error;
  }
}

/**
 * The report of a replay that was done in parts.
 * @param files paths, or `-` for standard input
 * @throws UsageError, UnreadableFile
 */
export async function mergeParts(files: string[], json: boolean, { console, engine }: Context): Promise<ExitStatus> {
  const parts: NamedPart[] = [];
  for (const file of files) {
    parts.push(...partsIn(file, file === '-' ? await readInput() : await readText(file)));
  }
  const report = merged(await engine(), parts);
  console.print(printed(report, json));
  return statusOf(report, console);
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
function merged(engine: Engine, parts: NamedPart[]): Finished {
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

/** What a replay works with, besides what was asked for: the versions' texts, and where scores are written to. */
interface Material {
  a: string;
  b: string | undefined;
  scores: ScoreFile | undefined;
}

async function runReplay(
  engine: Engine,
  asked: ReplayArguments,
  { a, b, scores }: Material,
  console: Console,
): Promise<Finished> {
  const line = console.terminal && new ProgressLine(console.terminal);
  const { format, map, contactsMap, types, time, offset, start, end, sort, strict, excerpts, partition, jobs } = asked;
  const options: CompareOptions = {
    ...{ format, map, contactsMap, types, time, offset, start, end, sort, strict, excerpts, partition, workers: jobs },
    contacts: asked.contacts === undefined ? undefined : sourceOf(asked.contacts),
    onProgress: line && ((progress) => line.show(progress)),
    onScores: scores && ((contacts) => scores.write(contacts)),
  };
  const drafts = asked.drafts ? 'run' : 'skip';
  const log = sourceOf(asked.events);
  try {
    return b === undefined
      ? await replayOne(engine, a, drafts, log, options)
      : await engine.compare(a, b, log, { ...options, drafts, thresholds: asked.thresholds });
  } finally {
    line?.clear();
  }
}

function faultyVersion(
  { version, diagnostics }: WorkspaceError,
  { workspace, compare = '' }: ReplayArguments,
  a: string,
  b = '',
): FaultyDocument {
  return version === 'b' ? new FaultyDocument(compare, b, diagnostics) : new FaultyDocument(workspace, a, diagnostics);
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

function tell(report: Finished, asked: ReplayArguments, console: Console): ExitStatus {
  if (asked.part === '-') {
    console.print(report.part as string);
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
