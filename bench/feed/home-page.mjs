import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import world from '../../packages/demo/dist/world.js';
import { root } from '../../scripts/workspace.mjs';
import { median, quantile, rate } from '../measure.mjs';

const port = 47_300;
const url = `http://127.0.0.1:${port}/graphql`;
const follows = 90;
/** Each with a token of their own: equal queries of one viewer in flight are shared. */
const readerCount = 16;
const text = (name) => readFileSync(join(root, 'operations', name), 'utf8');

/** The home page of people who follow 90, through the gateway of a real `npm start` with its demo people. */
export async function answer(tell) {
  const folder = mkdtempSync(join(tmpdir(), 'ejazz-bench-feed-'));
  // PostgreSQL runs as another user where this runs as root.
  chmodSync(folder, 0o755);
  const house = spawn('node', ['packages/launcher/dist/main.js', '--port', String(port), '--data-dir', join(folder, 'data')], {
    cwd: root,
    env: { ...process.env, RATE_LIMITS: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await said(house, 'Demo data: loaded');
    const people = world.makeWorld(new Date()).people.map(({ username }) => username);
    const tokens = [];
    for (const username of people.slice(0, readerCount)) tokens.push(await signIn(username));
    for (const [index, token] of tokens.entries()) await followPeople(token, people.filter((_, other) => other !== index).slice(0, follows));
    const query = text('feed/HomeFeed.graphql');
    let next = 0;
    const readPage = () => ask({ query, variables: { first: 20 } }, tokens[next++ % readerCount]);
    for (let warm = 0; warm < 500; warm += 1) await readPage();
    const { edges } = (await readPage()).viewer.homeFeed;
    const { statements, fetches } = JSON.parse(readFileSync(join(root, 'operations/budgets.json'), 'utf8')).HomeFeed;
    tell('posts on the page, SQL statements, fetches', `${edges.length}, ${statements}, ${fetches}`);
    for (const concurrency of [1, 16]) {
      const times = [];
      const cpu = cpuMs(house.pid);
      const requests = concurrency === 1 ? 500 : 2_000;
      const perSecond = await rate(requests, concurrency, async () => {
        const begun = performance.now();
        await readPage();
        times.push(performance.now() - begun);
      });
      const each = (cpuMs(house.pid) - cpu) / requests;
      tell(
        `${concurrency} at once: CPU of gateway and subgraphs, requests/s, p50, p99`,
        `${each.toFixed(1)} ms, ${perSecond.toFixed(0)}, ${median(times).toFixed(1)} ms, ${quantile(times, 0.99).toFixed(1)} ms`,
      );
    }
  } finally {
    const ended = new Promise((resolve) => house.once('exit', resolve));
    house.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

function said(house, words) {
  return new Promise((resolve, reject) => {
    let output = '';
    house.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.includes(words)) resolve();
    });
    house.once('exit', () => reject(new Error(output)));
  });
}

async function ask(body, token) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function signIn(login) {
  const variables = { input: { login, password: world.demoPassword } };
  return (await ask({ query: text('session/SignIn.graphql'), variables })).signIn.tokens.accessToken;
}

async function followPeople(token, usernames) {
  for (const username of usernames) {
    const { user } = await ask({ query: 'query Id($username: String!) { user(username: $username) { id } }', variables: { username } }, token);
    if (user) await ask({ query: text('profile/FollowUser.graphql'), variables: { id: user.id } }, token);
  }
}

/** CPU milliseconds that a process has taken, user and system. */
function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
