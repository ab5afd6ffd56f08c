// How long does a start take, step by step? `node bench/start/start.mjs`: first start on an empty folder, then a warm one, from a finished build and from none.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, subgraphs } from '../../scripts/workspace.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ejazz-bench-start-'));
// As root, PostgreSQL runs as another user, who must reach its data.
chmodSync(folder, 0o755);
const env = { ...process.env, PORT: '47000', EJAZZ_DATA_DIR: join(folder, 'data') };

/** Milliseconds from `npm start` to the ready screen, with the steps that the screen tells. */
function start(wait) {
  const begun = performance.now();
  const child = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  return new Promise((resolve, reject) => {
    let text = '';
    let ready;
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const steps = /Ready in (.*)/.exec(text)?.[1];
      if (steps && !ready) ready = { milliseconds: Math.round(performance.now() - begun), steps };
      if (ready && (!wait || text.includes(wait))) process.kill(-child.pid, 'SIGINT');
    });
    child.on('close', () => (ready ? resolve({ ...ready, settled: Math.round(performance.now() - begun) }) : reject(new Error(text))));
  });
}

for (const place of ['prisma', 'gateway']) rmSync(join(root, place, 'dist'), { recursive: true, force: true });
for (const name of ['platform', 'events', 'demo', 'launcher', 'testing', 'client'])
  rmSync(join(root, 'packages', name, 'dist'), { recursive: true, force: true });
rmSync(join(root, 'packages/client/src/generated'), { recursive: true, force: true });
for (const name of subgraphs) {
  rmSync(join(root, 'subgraphs', name, 'dist'), { recursive: true, force: true });
  rmSync(join(root, 'subgraphs', name, 'src/generated'), { recursive: true, force: true });
}

const first = await start('Demo data: loaded');
const warm = await start();
for (const [name, { milliseconds, steps, settled }] of Object.entries({ 'first start, nothing built': first, 'warm start': warm })) {
  console.log(`${name.padEnd(28)} ${String(milliseconds).padStart(6)} ms to ready (of them ${steps})`);
  if (name.startsWith('first')) console.log(`${''.padEnd(28)} ${String(settled).padStart(6)} ms until the demo data was loaded and all had stopped`);
}
rmSync(folder, { recursive: true, force: true });
