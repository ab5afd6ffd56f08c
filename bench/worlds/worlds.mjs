// How soon is a test world ready, and where does the time go? `npm run build && node bench/worlds/worlds.mjs`
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/workspace.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ejazz-bench-worlds-'));
// As root, PostgreSQL runs as another user, who must reach its data.
chmodSync(folder, 0o755);
const env = { ...process.env, EJAZZ_DATA_DIR: folder };
const rounds = 5;

const command = (name, ...args) =>
  new Promise((resolve, reject) => {
    const child = spawn(name, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(text))));
  });
const timed = async (work) => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};
const world = (...args) => command('npm', 'run', '--silent', 'world', '--', ...args, '--json');
/** CPU that a process has used, by clock ticks of 10 ms; Linux alone. */
const cpuOf = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

try {
  console.log(
    `${(await timed(() => world('create', 'first'))).toFixed(0).padStart(8)} ms  the first world, with the template that all are copies of`,
  );
  const taken = new Map();
  const note = (step, milliseconds) => taken.set(step, [...(taken.get(step) ?? []), milliseconds]);
  for (let round = 0; round < rounds; round++) {
    const name = `round-${round}`;
    note('npm, and an empty script', await timed(() => command('npm', 'exec', '--silent', '--offline', '--call', 'node -e 0')));
    note('the build that has nothing to do', await timed(() => command('node', 'scripts/build.mjs', 'packages/worlds')));
    note('create', await timed(() => world('create', name)));
    const { pid, steps } = JSON.parse(readFileSync(join(folder, 'worlds', name, 'world.json'), 'utf8'));
    for (const { step, milliseconds } of steps) note(`  of it: ${step}`, milliseconds);
    if (process.platform === 'linux') note('  CPU of the world until then', cpuOf(pid));
    note('reset', await timed(() => world('reset', name)));
    note('drop', await timed(() => world('drop', name)));
  }
  console.log(`Medians of ${rounds}, load ${loadavg()[0].toFixed(1)}:`);
  for (const [step, numbers] of taken) console.log(`${median(numbers).toFixed(0).padStart(8)} ms  ${step}`);
} finally {
  await world('drop', 'first').catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
}
