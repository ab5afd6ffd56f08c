import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDocuments } from '@ejazz/gateway/documents/documents';
import { sha256 } from '@ejazz/gateway/documents/manifest';
import { readGatewayEnv } from '@ejazz/gateway/env';
import { createLogger, type Logger } from '@ejazz/platform/log/logger';
import type { Operation } from './toy-graph/clients';
import { openSocket } from './toy-graph/open-socket';
import { openStream, sse } from './toy-graph/streams';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

const folder = mkdtempSync(join(tmpdir(), 'ejazz-test-manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const everybodys = 'query Posts { posts { text } }';
const webs = 'query Users { users { name } }';
const document = (body: string, more: object = {}) => ({ id: sha256(body), body, name: 'A', type: 'query', ...more });
const manifest = (name: string, content: object) => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const format = 'apollo-persisted-query-manifest';
const TRUSTED_DOCUMENTS = manifest('ours.json', { format, version: 1, operations: [document(everybodys), document(webs, { clientName: 'web' })] });
const answered = { status: 200, data: { posts: [{ text: 'hello' }, { text: 'again' }, { text: 'from bob' }] } };
const unknown = { status: 400, errors: [{ message: expect.any(String), extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] };

describe('where only trusted documents are answered', () => {
  let graph: ToyGraph;
  beforeAll(async () => {
    graph = await startToyGraph({ env: { DOCUMENTS: 'trusted', TRUSTED_DOCUMENTS } });
  });
  afterAll(() => graph.stop());
  const ask = (operation: object, headers = {}) =>
    graph.ask(operation as never, undefined, headers).then(({ answer: { extensions: _, ...rest } }) => rest);

  it.each([
    ['by its text', { query: everybodys }],
    ['by its documentId', { documentId: sha256(everybodys) }],
    ['by its documentId with the name of the hash', { documentId: `sha256:${sha256(everybodys)}` }],
    ['as a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: sha256(everybodys) } } }],
  ])('one of them is, %s', async (_how, operation) => {
    expect(await ask(operation)).toEqual(answered);
  });

  it('one of them is by GET, where a cache may keep it', async () => {
    const response = await fetch(`${graph.url}?documentId=${sha256(everybodys)}`, { headers: { 'apollo-require-preflight': 'true' } });
    expect(await response.json()).toMatchObject({ data: answered.data });
  });

  it.each([
    ['another', { query: '{ posts { id } }' }],
    ['nearly the same', { query: `${everybodys} ` }],
    ['another that does not fit the schema', { query: '{ nonsense }' }],
    [
      'another that brings its hash',
      { query: '{ users { id } }', extensions: { persistedQuery: { version: 1, sha256Hash: sha256('{ users { id } }') } } },
    ],
  ])('%s is refused before the schema is asked', async (_what, operation) => {
    expect(await ask(operation)).toEqual(unknown);
  });

  it('an id that is in no manifest is not found', async () => {
    expect(await ask({ documentId: sha256('{ users { id } }') })).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
  });

  it('that of one client is refused from another', async () => {
    expect(await ask({ query: webs }, { 'apollographql-client-name': 'web' })).toMatchObject({ data: { users: expect.anything() } });
    expect(await ask({ query: webs }, { 'apollographql-client-name': 'ios' })).toEqual(unknown);
    expect(await ask({ documentId: sha256(webs) })).toEqual(unknown);
  });

  it('the same holds for what comes over a websocket', async () => {
    expect(await graph.connect().subscribe({ query: everybodys }).next()).toMatchObject({ data: answered.data });
    await expect(graph.connect().subscribe({ query: '{ posts { id } }' }).next()).rejects.toMatchObject(unknown.errors);
  });

  it.each([
    ['its documentId', { documentId: sha256(everybodys) }],
    ['its documentId and an empty text', { query: '', documentId: sha256(everybodys) }],
    ['the hash of a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: sha256(everybodys) } } }],
  ])('one of them is answered by %s over a websocket and as a stream', async (_how, operation) => {
    const { send, next } = await openSocket(graph.url);
    send({ id: '1', type: 'subscribe', payload: operation });
    expect(await next('next')).toMatchObject({ payload: { data: answered.data } });
    const stream = await openStream(graph.url, sse, operation as Operation);
    expect(await stream.next()).toMatchObject({ data: answered.data });
    stream.leave();
  });

  it('one of another client is refused by its id over a websocket too, and one that nobody knows is not found', async () => {
    const { send, next } = await openSocket(graph.url);
    send({ id: '1', type: 'subscribe', payload: { documentId: sha256(webs) } });
    expect(await next('error')).toMatchObject({ payload: unknown.errors });
    send({ id: '2', type: 'subscribe', payload: { documentId: 'nobody knows' } });
    expect(await next('error')).toMatchObject({ payload: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
  });
});

test('where strangers are logged they are answered, and named once a client', async () => {
  const lines: object[] = [];
  const silent = createLogger('test', 'silent');
  const log: Logger = Object.assign(Object.create(silent), { warn: (line: object, text: string) => lines.push({ ...line, text }) });
  const graph = await startToyGraph({ env: { DOCUMENTS: 'log', TRUSTED_DOCUMENTS }, overrides: { log } });
  const query = 'query Stranger { posts { text } }';
  const from = (version: string) => graph.ask({ query }, undefined, { 'apollographql-client-name': 'web', 'apollographql-client-version': version });
  for (const version of ['1', '1', '2']) expect((await from(version)).answer).toMatchObject(answered);
  await graph.post({ query: everybodys });
  await graph.stop();
  const line = { operationName: 'Stranger', id: sha256(query), clientName: 'web', text: 'document is in no manifest' };
  expect(lines.filter((entry) => 'text' in entry && entry.text === line.text)).toEqual([
    { ...line, clientVersion: '1' },
    { ...line, clientVersion: '2' },
  ]);
});

test('what a client may send can be said for itself, by its name or for one version of it', async () => {
  const DOCUMENTS_BY_CLIENT = 'web=trusted, web@beta=any';
  const graph = await startToyGraph({ env: { DOCUMENTS: 'any', DOCUMENTS_BY_CLIENT, TRUSTED_DOCUMENTS } });
  const stranger = async (name: string, version: string) => {
    const headers = { 'apollographql-client-name': name, 'apollographql-client-version': version };
    return (await graph.ask({ query: '{ posts { text } }' }, undefined, headers)).answer.status;
  };
  expect([await stranger('web', '1'), await stranger('web', 'beta'), await stranger('ios', '1')]).toEqual([400, 200, 200]);
  const trusted = await graph.ask({ query: everybodys }, undefined, { 'apollographql-client-name': 'web' });
  expect(trusted.answer).toMatchObject(answered);
  await graph.stop();
});

describe('a gateway does not start', () => {
  const create = (env: Record<string, string>) =>
    createDocuments({ env: readGatewayEnv({ VIEWER_SECRET: 'x'.repeat(32), ...env }), log: createLogger('test', 'silent') });
  it.each([
    ['without a manifest to keep to', { DOCUMENTS: 'trusted' }, 'need TRUSTED_DOCUMENTS'],
    ['without one to keep a client to', { DOCUMENTS_BY_CLIENT: 'web=log' }, 'need TRUSTED_DOCUMENTS'],
    ['with a client of which nothing is said', { DOCUMENTS_BY_CLIENT: 'web' }, 'DOCUMENTS_BY_CLIENT'],
    ['with a manifest that is not there', { TRUSTED_DOCUMENTS: join(folder, 'missing.json') }, 'There is no manifest of trusted documents at'],
    ['with a manifest of another format', { TRUSTED_DOCUMENTS: manifest('other.json', { documents: [] }) }, 'is no manifest of persisted queries'],
    [
      'with two documents of one name',
      {
        TRUSTED_DOCUMENTS: [
          manifest('a.json', { format, version: 1, operations: [{ id: 'a', body: '{ a }' }] }),
          manifest('b.json', { format, version: 1, operations: [{ id: 'a', body: '{ b }' }] }),
        ].join(),
      },
      'names another document "a"',
    ],
  ])('%s', (_how, env, reason) => {
    expect(() => create(env)).toThrow(reason);
  });
});
