import { readGatewayEnv } from '@ejazz/gateway/env';
import { buildSchema } from 'graphql';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

const secret = 'a secret of the toy graph, long enough to be one';
let graph: ToyGraph;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const start = async (env: Record<string, string> = {}) => {
  graph = await startToyGraph({ env });
  stops.push(graph.stop);
};
const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, graph.url), { headers, redirect: 'manual' });
const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('a browser that opens the root gets the console, anything else does not', async () => {
  await start();
  const page = await get('/', asBrowser);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect((await get('/', { accept: 'application/json' })).status).toBe(404);
});

test('a browser that opens the endpoint is sent to the console; a query in a link is answered', async () => {
  await start();
  const sent = await get('/graphql', asBrowser);
  expect([sent.status, sent.headers.get('location')]).toEqual([302, '/']);
  const asked = await get('/graphql?query=%7Bposts%7Btext%7D%7D', { ...asBrowser, 'apollo-require-preflight': '1' });
  expect(await asked.json()).toMatchObject({ data: { posts: [{ text: 'hello' }, {}, {}] } });
});

test('the page may load from its own origin alone, and what it loads is compressed and kept for good', async () => {
  await start();
  const page = await get('/', asBrowser);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe/);
  const loaded = [...(await page.text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(loaded).toHaveLength(2);
  for (const path of loaded) {
    const asset = await get(path, { 'accept-encoding': 'br, gzip' });
    expect(asset.headers.get('content-encoding')).toBe('br');
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect((await asset.text()).length).toBeGreaterThan(5_000);
  }
  for (const path of ['/console/', '/console/manifest.json', '/console/..%2Fgateway.js', '/console/absent.js']) {
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  }
});

test('the page says no more of its settings than they are, whatever they hold', async () => {
  await start({ CONSOLE_PEOPLE: 'ann:</script><b>:moderator', CONSOLE_LINKS: 'Mailbox=http://127.0.0.1:4001/mailbox' });
  const text = await (await get('/', asBrowser)).text();
  const settings = JSON.parse(/id="settings"[^>]*>(.*?)<\/script>/s.exec(text)?.[1] ?? '');
  expect(settings).toEqual({
    people: [{ username: 'ann', password: '</script><b>', note: 'moderator' }],
    links: [{ title: 'Mailbox', url: 'http://127.0.0.1:4001/mailbox' }],
    plans: true,
    schemaForModerators: false,
  });
});

test('the schema is told with its descriptions', async () => {
  await start();
  const schema = buildSchema(await (await get('/console/schema.graphql')).text());
  expect(schema.getQueryType()?.getFields().node?.description).toContain('Anything by its id');
});

describe('in production', () => {
  it('there is no console unless it is switched on', async () => {
    await start({ MODE: 'production' });
    expect((await get('/', asBrowser)).status).toBe(404);
    expect((await get('/console/schema.graphql')).status).toBe(404);
    expect((await get('/graphql', asBrowser)).status).not.toBe(302);
  });

  it('the schema is told to moderators alone, and no plan to anybody', async () => {
    await start({ MODE: 'production', CONSOLE: 'on' });
    expect((await get('/', asBrowser)).status).toBe(200);
    const asked = (token: string) => get('/console/schema.graphql', { authorization: `Bearer ${token}` });
    expect((await get('/console/schema.graphql')).status).toBe(403);
    expect((await asked('nonsense')).status).toBe(403);
    expect((await asked(graph.issuer.token())).status).toBe(403);
    const moderator = graph.issuer.token({ roles: ['MODERATOR'] });
    expect((await asked(moderator)).status).toBe(200);
    const answer = await fetch(graph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${moderator}`, 'x-ejazz-plan': '1' },
      body: JSON.stringify({ query: '{ posts { text } }' }),
    });
    const told = await answer.json();
    expect(told).toMatchObject({ data: { posts: expect.any(Array) } });
    expect(told).not.toHaveProperty('extensions.executedPlan');
  });

  it('demo people are refused', () => {
    const read = () => readGatewayEnv({ MODE: 'production', VIEWER_SECRET: secret, CONSOLE_PEOPLE: 'ann:a password' });
    expect(read).toThrow('CONSOLE_PEOPLE is set, which only MODE=development allows');
  });
});

test('switched off it is not there in development either', async () => {
  await start({ CONSOLE: 'off' });
  expect((await get('/', asBrowser)).status).toBe(404);
});

test('settings that are malformed are refused, and passwords in them are not printed', () => {
  const read = (setting: Record<string, string>) => () => readGatewayEnv({ VIEWER_SECRET: secret, ...setting });
  expect(read({ CONSOLE_PEOPLE: 'ann' })).toThrow('CONSOLE_PEOPLE is malformed: expected username:password');
  expect(read({ CONSOLE_LINKS: 'Mailbox' })).toThrow('CONSOLE_LINKS is "Mailbox"');
  expect(read({ CONSOLE_LINKS: 'Mailbox=javascript:alert(1)' })).toThrow('CONSOLE_LINKS');
});

test('Apollo Explorer may ask from its origin, with the headers it sends', async () => {
  await start();
  const origin = 'https://studio.apollographql.com';
  const headers = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,authorization,x-ejazz-plan' };
  const preflight = await fetch(graph.url, { method: 'OPTIONS', headers });
  expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  expect(await graph.post({ query: '{ __schema { queryType { name } } }' })).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } });
});
