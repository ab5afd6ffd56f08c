// Where does the time of one like go, from the mutation to the subscriber? `npm run build && node bench/trace/trace.mjs` prints the last of
// ten likes as a tree; the house is a real `npm start` of its own, with a collector in place of a tracing system.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import collectors from '../../packages/testing/dist/traces/collector.js';
import likes from '../../packages/testing/dist/traces/like-and-hear.js';
import trees from '../../packages/testing/dist/traces/tree.js';
import { root } from '../../scripts/workspace.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ejazz-bench-trace-'));
// PostgreSQL runs as another user where this runs as root.
chmodSync(folder, 0o755);
const collector = await collectors.startCollector();
const port = 47_100;
const house = spawn('node', ['packages/launcher/dist/main.js', '--no-demo', '--port', String(port), '--data-dir', join(folder, 'data')], {
  cwd: root,
  env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await new Promise((resolve, reject) => {
    let text = '';
    house.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('Ready in')) resolve();
    });
    house.on('exit', () => reject(new Error(text)));
  });
  await likes.likeAndHear(`http://127.0.0.1:${port}/graphql`, 10);
} finally {
  // A stopped process sends the spans it still has.
  const ended = new Promise((resolve) => house.once('exit', resolve));
  house.kill('SIGINT');
  await ended;
  await collector.stop();
  rmSync(folder, { recursive: true, force: true });
}
const last = collector.spans.filter(({ name }) => name === 'mutation LikePost').sort((a, b) => b.startMs - a.startMs)[0];
console.log(trees.traceTree(collector.spans.filter(({ traceId }) => traceId === last?.traceId)));
