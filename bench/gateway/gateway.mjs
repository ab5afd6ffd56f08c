// What does the gateway itself cost? `npm run build && node bench/gateway/gateway.mjs` asks gateways the same of the same subgraphs
// (recorded answers), in turns, and prints requests a second, p50 and p99 in ms, CPU ms a request and RSS, with ratios to stock Apollo.
// REQUESTS=200 is how many a turn, ROUNDS=5 how many turns, WARM=1000 how many before, CONCURRENCY=1,16 how many at a time, ONLY=post names
// some of the operations, GATEWAYS=stock,Ejazz some of the gateways. CPU is that of the median turn: its ratios hold on a busy machine too;
// the other figures want a quiet one. "unprotected" is ours with nothing counted against anybody.
import { isDeepStrictEqual } from 'node:util';
import { Pool } from 'undici';
import { quantile } from '../measure.mjs';
import { installPeers, startGateways } from './gateways.mjs';
import { operations } from './operations.mjs';
import { startNode } from './processes.mjs';

// A bench that is ended ends what it started.
process.once('SIGTERM', () => process.exit(1));
process.once('SIGINT', () => process.exit(1));
const requests = Number(process.env.REQUESTS ?? 200);
const rounds = Number(process.env.ROUNDS ?? 5);
const warm = Number(process.env.WARM ?? 1000);
const only = (process.env.GATEWAYS ?? '').split(',').filter((part) => part !== '');
const concurrencies = (process.env.CONCURRENCY ?? '1,16').split(',').map(Number);
const chosen = Object.entries(operations).filter(([name]) => name.includes(process.env.ONLY ?? ''));

installPeers();
const answers = await startNode([new URL('./answers.mjs', import.meta.url).pathname]);
const tokens = await (await fetch(`http://127.0.0.1:${answers.port}/tokens`)).json();
const { started, stop } = await startGateways(answers.port, only);
const gateways = Object.entries(started).map(([name, gateway]) => ({
  name,
  ...gateway,
  pool: new Pool(`http://127.0.0.1:${gateway.port}`, { connections: Math.max(...concurrencies) }),
}));

let turns = 0;
async function ask({ pool }, { query, variables }, turn = turns++) {
  const { statusCode, body } = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[turn % tokens.length]}` },
    body: JSON.stringify({ query, variables: variables(turn % 100) }),
  });
  const text = await body.text();
  return { statusCode, text };
}

/** All answer, and the same. */
for (const [name, operation] of chosen) {
  const [first, ...rest] = await Promise.all(gateways.map((gateway) => ask(gateway, operation, 1)));
  const { data, errors } = JSON.parse(first.text);
  if (errors || !data) throw new Error(`${gateways[0].name}, ${name}: ${first.text.slice(0, 500)}`);
  for (const [index, other] of rest.entries()) {
    if (!isDeepStrictEqual(JSON.parse(other.text).data, data))
      throw new Error(`${gateways[index + 1].name} answers otherwise, ${name}: ${other.text.slice(0, 500)}`);
  }
}

const figures = new Map();
async function turn(gateway, name, operation, concurrency, count) {
  const key = `${name}|${concurrency}|${gateway.name}`;
  const figure = figures.get(key) ?? { latencies: [], cpus: [], elapsed: 0 };
  figures.set(key, figure);
  let left = count;
  const cpu = gateway.cpu();
  const begun = performance.now();
  const worker = async () => {
    while (left-- > 0) {
      const sent = performance.now();
      const { statusCode } = await ask(gateway, operation);
      if (statusCode !== 200) throw new Error(`${gateway.name}: HTTP ${statusCode}`);
      figure.latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  figure.elapsed += performance.now() - begun;
  figure.cpus.push((gateway.cpu() - cpu) / count);
}

for (const [name, operation] of chosen) for (const gateway of gateways) await turn(gateway, name, operation, 16, warm);
figures.clear();
for (let round = 0; round < rounds; round += 1) {
  for (const [name, operation] of chosen) {
    for (const concurrency of concurrencies) {
      // Whoever has just had a turn is warm: each comes first, second and last as often.
      const first = round % gateways.length;
      const inTurn = [...gateways.slice(first), ...gateways.slice(0, first)];
      for (const gateway of inTurn) await turn(gateway, name, operation, concurrency, requests);
    }
  }
}

for (const [name] of chosen) {
  for (const concurrency of concurrencies) {
    console.log(`\n${name}, ${concurrency} at a time`);
    const base = figures.get(`${name}|${concurrency}|${gateways[0].name}`);
    for (const gateway of gateways) {
      const { latencies, cpus, elapsed } = figures.get(`${name}|${concurrency}|${gateway.name}`);
      const each = quantile(cpus, 0.5);
      const columns = [
        `${Math.round((latencies.length / elapsed) * 1000)} req/s`,
        `p50 ${quantile(latencies, 0.5).toFixed(1)}`,
        `p99 ${quantile(latencies, 0.99).toFixed(1)}`,
        `cpu ${each.toFixed(2)} (x ${(each / quantile(base.cpus, 0.5)).toFixed(2)})`,
        `rss ${Math.round(gateway.rss())} MB`,
      ];
      console.log(`  ${gateway.name.padEnd(20)} ${columns.map((column) => column.padEnd(20)).join('')}`);
    }
  }
}
await stop();
await answers.stop();
process.exit(0);
