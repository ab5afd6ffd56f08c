import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPart } from './process.mjs';

const { values } = parseArgs({ options: { subscribers: { type: 'string', default: '10000' }, seconds: { type: 'string', default: '10' } } });
const subscribers = Number(values.subscribers);
const seconds = Number(values.seconds);
const rate = 1_000;

const until = async (fact) => {
  while (!(await fact())) await pause(50);
};
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const microseconds = (cpu, count) => Math.round((cpu / count) * 1_000);
const print = (label, text) => console.log(`${label.padEnd(44)} ${text}`);

/** Sends events to one subscriber after the other at a steady rate; gives CPU milliseconds of the server, and the clients' clocks. */
async function steady({ server, emitter, clients }, count) {
  await clients.ask('reset');
  const before = await server.ask('cpu');
  const began = performance.now();
  for (let sent = 0; sent < count; ) {
    const due = Math.min(count, Math.ceil(((performance.now() - began) / 1_000) * rate));
    const topics = Array.from({ length: due - sent }, (_, index) => `t${((sent + index) * 7919) % subscribers}`);
    if (topics.length > 0) await emitter.ask('emit', topics);
    sent = due;
    await pause(10);
  }
  await until(async () => (await clients.ask('received')) >= count);
  return { cpu: (await server.ask('cpu')) - before, ...(await clients.ask('figures')) };
}

/** One event to everybody: until the last has it. */
async function broadcast({ server, emitter, clients }) {
  await clients.ask('reset');
  const before = await server.ask('cpu');
  await emitter.ask('emit', ['everybody']);
  await until(async () => (await clients.ask('received')) >= subscribers);
  return { cpu: (await server.ask('cpu')) - before, ...(await clients.ask('figures')) };
}

async function measured(name, server, emitter, url) {
  const clients = await startPart('./clients.mjs');
  const parts = { server, emitter, clients };
  const empty = await server.ask('usage');
  await clients.ask('open', url, subscribers, 'own');
  await until(async () => (await emitter.ask('followers')) >= subscribers);
  await steady(parts, rate);
  const full = await server.ask('usage');
  print(
    `${name}: memory a subscription`,
    `heap ${kilobytes((full.heapUsed - empty.heapUsed) / subscribers)}, RSS ${kilobytes((full.rss - empty.rss) / subscribers)}`,
  );
  const own = await steady(parts, rate * seconds);
  const delivery = microseconds(own.cpu, rate * seconds);
  print(`${name}: ${rate} deliveries a second`, `${delivery} us CPU a delivery; p50 ${own.p50} ms, p99 ${own.p99} ms; out of order ${own.wrong}`);
  return { delivery, parts };
}

async function reconnected({ server, emitter, clients }, url) {
  await clients.ask('drop');
  await until(async () => (await emitter.ask('followers')) === 0);
  const missed = Array.from({ length: subscribers }, (_, index) => `t${index}`);
  for (let begin = 0; begin < missed.length; begin += 1_000) await emitter.ask('emit', missed.slice(begin, begin + 1_000));
  await clients.ask('reset');
  const before = await server.ask('cpu');
  const began = performance.now();
  await clients.ask('reopen', url, 'own');
  await until(async () => (await clients.ask('received')) >= subscribers);
  const cpu = (await server.ask('cpu')) - before;
  const { wrong } = await clients.ask('figures');
  print(
    'gateway: everybody back with after:',
    `${((performance.now() - began) / 1_000).toFixed(1)} s, ${microseconds(cpu, subscribers)} us CPU each; out of order ${wrong}`,
  );
}

async function everybody(name, { parts, url }) {
  await parts.clients.ask('close');
  await until(async () => (await parts.emitter.ask('followers')) === 0);
  await parts.clients.ask('open', url, subscribers, 'own', 'everybody');
  await until(async () => (await parts.emitter.ask('followers')) >= subscribers);
  const { cpu, p50, most } = await broadcast(parts);
  print(`${name}: one event to everybody`, `${microseconds(cpu, subscribers)} us CPU a delivery; p50 ${p50} ms, last ${most} ms`);
}

async function joins({ server, emitter, clients }, url) {
  const count = rate * seconds;
  await clients.ask('close');
  await until(async () => (await emitter.ask('followers')) === 0);
  await clients.ask('open', url, subscribers, 'joined');
  await until(async () => (await emitter.ask('followers')) >= subscribers);
  await steady({ server, emitter, clients }, rate);
  const events = await steady({ server, emitter, clients }, count);
  await clients.ask('queries', url, rate);
  const before = await server.ask('cpu');
  await clients.ask('queries', url, count);
  const queries = (await server.ask('cpu')) - before;
  const [event, query] = [microseconds(events.cpu, count), microseconds(queries, count)];
  print(
    'gateway: a delivery with a join',
    `${event} us CPU, ${(event / query).toFixed(2)} of the same query (${query} us); p50 ${events.p50} ms, p99 ${events.p99} ms`,
  );
}

const bare = await startPart('./bare.mjs');
const plain = await measured('bare graphql-ws', bare, bare, bare.info);
await everybody('bare graphql-ws', { parts: plain.parts, url: bare.info });
plain.parts.clients.stop();
bare.stop();

const source = await startPart('./source.mjs');
const gateway = await startPart('./gateway.mjs', { SOURCE_PORT: String(source.info) });
const ours = await measured('gateway', gateway, source, gateway.info);
print('gateway: CPU of bare graphql-ws', `${(ours.delivery / plain.delivery).toFixed(2)}`);
await reconnected(ours.parts, gateway.info);
await everybody('gateway', { parts: ours.parts, url: gateway.info });
await joins(ours.parts, gateway.info);
for (const part of [ours.parts.clients, gateway, source]) part.stop();
process.exit(0);
