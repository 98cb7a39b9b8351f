import { execFileSync } from 'node:child_process';
import { arch, cpus, loadavg, platform } from 'node:os';

/** What was measured on. */
export function describeMachine() {
  return {
    processor: (cpus()[0]?.model ?? 'unknown processor').trim(),
    cores: cpus().length,
    system: `${platform()} ${arch()}`,
    node: process.versions.node,
    compiler: firstLine('g++', ['--version']),
    emscripten: /\d+\.\d+\.\d+/.exec(firstLine('em++', ['--version']))?.[0] ?? 'unknown',
    load: loadavg()[0].toFixed(1),
  };
}

function firstLine(command, parameters) {
  try {
    return execFileSync(command, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0];
  } catch {
    return `no ${command}`;
  }
}
