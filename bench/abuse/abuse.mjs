// What do other clients notice of abuse? `npm run build && node bench/abuse/abuse.mjs` reads home feeds in a house of its own (a real `npm start`
// with its demo people) in quiet and while somebody sends what the gateway refuses, in turns, and prints both and their ratio.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import world from '../../packages/demo/dist/world.js';
import { root } from '../../scripts/workspace.mjs';

const seconds = Number(process.env.BENCH_SECONDS ?? 10);
const rounds = 3;
const readers = 8;
const attacksASecond = Number(process.env.BENCH_ATTACKS ?? 50);

const folder = mkdtempSync(join(tmpdir(), 'ejazz-bench-abuse-'));
// PostgreSQL runs as another user where this runs as root.
chmodSync(folder, 0o755);
const port = 47_200;
const url = `http://127.0.0.1:${port}/graphql`;
const house = spawn('node', ['packages/launcher/dist/main.js', '--port', String(port), '--data-dir', join(folder, 'data')], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const text = (name) => readFileSync(join(root, 'operations', name), 'utf8');
const post = async (body, token) => {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(url, { method: 'POST', headers, body });
  return response.json();
};
const repeated = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join(' ');
const attacks = [
  `{ ${repeated(150, (index) => `a${index}: user(username: "ann") { id }`)} }`,
  `{ viewer { user { ${'followers { nodes { '.repeat(40)} id ${'} }'.repeat(40)} } } }`,
  `{ ...F0 } ${repeated(20, (index) => `fragment F${index} on Query { ${index < 19 ? repeated(10, () => `...F${index + 1}`) : '__typename'} }`)}`,
  `{ viewer { ${repeated(180, () => 'user { id bio }')} } }`,
  `{ ${repeated(20_000, () => '__typename')} }`,
  '{ user(username: "ann") { followers(first: 100) { nodes { followers(first: 100) { nodes { followers(first: 100) { nodes { id } } } } } } } }',
  '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
].map((query) => JSON.stringify({ query }));

async function read(token, until) {
  const body = JSON.stringify({ query: text('feed/HomeFeed.graphql'), variables: { first: 20 } });
  const times = [];
  const reader = async () => {
    while (performance.now() < until) {
      const started = performance.now();
      const { errors } = await post(body, token);
      if (errors) throw new Error(JSON.stringify(errors));
      times.push(performance.now() - started);
      await pause(50);
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return times;
}

async function attack(until) {
  const sent = [];
  for (let index = 0; performance.now() < until; index += 1) {
    sent.push(post(attacks[index % attacks.length]));
    await pause(1_000 / attacksASecond);
  }
  const answers = await Promise.all(sent);
  if (answers.some(({ data }) => data)) throw new Error('An attack was answered.');
  return answers.length;
}

const quantile = (times, part) => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)];
try {
  await new Promise((resolve, reject) => {
    let said = '';
    house.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('Ready in')) resolve();
    });
    house.on('exit', () => reject(new Error(said)));
  });
  const input = { login: 'ann', password: world.demoPassword };
  const { data } = await post(JSON.stringify({ query: text('session/SignIn.graphql'), variables: { input } }));
  const token = data.signIn.tokens.accessToken;
  await read(token, performance.now() + 3_000);
  const quiet = [];
  const abused = [];
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    quiet.push(...(await read(token, performance.now() + seconds * 1_000)));
    const until = performance.now() + seconds * 1_000;
    const [times, count] = await Promise.all([read(token, until), attack(until)]);
    abused.push(...times);
    refused += count;
  }
  console.log(`${readers} readers, ${(refused / rounds / seconds).toFixed(0)} attacks a second, all refused`);
  for (const [name, part] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ]) {
    const [before, meanwhile] = [quantile(quiet, part), quantile(abused, part)];
    console.log(`${name}: ${before.toFixed(1)} ms in quiet, ${meanwhile.toFixed(1)} ms meanwhile: ${(meanwhile / before).toFixed(2)} times`);
  }
} finally {
  const ended = new Promise((resolve) => house.once('exit', resolve));
  house.kill('SIGINT');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
