import { renameSync, writeFileSync } from 'node:fs';
import { eventually } from '@ejazz/testing/eventually';
import { type Federation, startFederation } from '../../gateway/tests/federation/federation';
import { freePorts } from '../processes/free-ports';
import { startNode } from '../processes/watched-process';

const world = () => ({ entities: [], roots: { hello: ({ name = 'world' }) => `hello ${name}` } });
const schema = 'type Query { hello(name: String): String }';
const main = 'gateway/dist/main.js';

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({ a: schema }, world);
});
afterAll(() => federation?.stop());

const ask = async (origin: string, query: string) => {
  const body = JSON.stringify({ query });
  const response = await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return (await response.json()) as unknown;
};
const ready = (origin: string) =>
  eventually(async () => (await fetch(`${origin}/health/ready`).catch(() => undefined))?.status === 200, { patienceMs: 90_000 });

test('the gateway serves a supergraph of somebody else by flags alone, takes another at SIGHUP, and ends at SIGTERM', async () => {
  const port = await freePorts(1);
  const origin = `http://127.0.0.1:${port}`;
  const flags = ['--supergraph', federation.supergraphFile, '--host', '127.0.0.1', '--port', String(port), '--supergraph-poll-ms', '0'];
  const started = startNode([main, ...flags], { LOG_LEVEL: 'warn' });
  await ready(origin);
  expect(await ask(origin, '{ hello(name: "Ann") }')).toEqual({ data: { hello: 'hello Ann' } });
  expect(await ask(origin, '{ node(id: "usr_1") { id } }')).toHaveProperty('errors');

  const next = `${federation.supergraphFile}.next`;
  writeFileSync(next, federation.compose({ a: `${schema} extend type Query { more: String }` }));
  renameSync(next, federation.supergraphFile);
  started.child.kill('SIGHUP');
  await eventually(async () => expect(await ask(origin, '{ more }')).toHaveProperty('data'));

  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  expect(started.output()).toBe('');
});

test('by environment too', async () => {
  const port = await freePorts(1);
  const started = startNode([main], { SUPERGRAPH: federation.supergraphFile, PORT: String(port), LOG_LEVEL: 'warn' });
  await ready(`http://127.0.0.1:${port}`);
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
});

test.each([
  ['a file that does not exist', ['--supergraph', 'nowhere.graphql'], /^The supergraph nowhere\.graphql does not exist\..*\n$/],
  ['a flag that does not exist', ['--supergaph', 'x'], /--supergaph/],
  ['a malformed setting', ['--port', 'many'], /PORT is "many": expected a port/],
  ['a secret in a flag', ['--viewer-secret', 'x'], /--viewer-secret/],
])('%s: it ends with a sentence', async (_name, flags, sentence) => {
  const started = startNode([main, ...flags], {});
  expect(await started.ended).toBe(1);
  expect(started.output()).toMatch(sentence);
  expect(started.output()).not.toContain('    at ');
});

test('--help lists every flag', async () => {
  const started = startNode([main, '--help'], {});
  expect(await started.ended).toBe(0);
  for (const flag of ['--supergraph', '--host', '--port', '--forward-headers']) expect(started.output()).toContain(flag);
});
