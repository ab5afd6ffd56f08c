import { ann, bob } from './toy-graph/people';
import { openStream, sse } from './toy-graph/streams';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
const start = async (env: Record<string, string>) => {
  graph = await startToyGraph({ env });
};
afterEach(() => graph.stop());

const mine = '{ rateLimit { operations { class status { limit remaining } } cost { limit remaining resetAt } } }';
const touch = (names: number) => `mutation { ${Array.from({ length: names }, (_, index) => `a${index}: touch(id: "${ann.id}") { id }`).join(' ')} }`;

describe('cost', () => {
  it('is told with every answer: what was estimated, what it came to, and what is left', async () => {
    await start({ RATE_LIMITS: 'cost=1000/60' });
    const { answer, headers } = await graph.ask({ query: '{ posts { id author { id } } }' });
    expect(answer.extensions).toEqual({
      cost: { estimated: 20, actual: 6, throttle: { maximum: 1000, remaining: 994, windowSeconds: 60, resetSeconds: expect.any(Number) } },
    });
    expect(headers.get('ratelimit-policy')).toBe('"cost";q=1000;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"cost";r=994;t=\d+$/);
  });

  it('is told over a websocket and in a stream as well', async () => {
    await start({ RATE_LIMITS: 'cost=1000/60' });
    const query = '{ posts { id author { id } } }';
    const cost = { estimated: 20, actual: 6, throttle: expect.objectContaining({ maximum: 1000, remaining: 994 }) };
    expect((await graph.connect().subscribe({ query }).next()).extensions).toEqual({ cost });
    const stream = await openStream(graph.url, sse, { query });
    expect(await stream.next()).toMatchObject({ extensions: { cost: { estimated: 20, throttle: { remaining: 988 } } } });
    stream.leave();
  });

  it('beyond the maximum is refused before anything is fetched', async () => {
    await start({ MAX_COST: '19' });
    expect(await graph.post({ query: '{ posts { id author { id } } }' })).toEqual({
      status: 400,
      errors: [{ message: expect.any(String), extensions: { code: 'LIMIT_EXCEEDED', limit: 'cost', maximum: 19, estimated: 20 } }],
    });
    expect(graph.fetches).toEqual([]);
    const events = graph.connect().subscribe({ query: '{ posts { id author { id } } }' });
    await expect(events.next()).rejects.toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'cost' } }]);
  });

  it('of a dry run is told without running anything, with the plan where the schema may be known', async () => {
    await start({});
    const { answer } = await graph.ask({ query: '{ posts { author { name } } }' }, undefined, { 'x-ejazz-dry-run': '1' });
    expect(answer).toMatchObject({ status: 200, data: null, extensions: { cost: { estimated: 20, actual: 0 } } });
    expect(answer.extensions?.plan).toMatch(/QueryPlan[\s\S]*service: "post"[\s\S]*service: "user"/);
    expect(graph.fetches).toEqual([]);
  });
});

describe('rate limits', () => {
  it('count root fields, not requests', async () => {
    await start({ RATE_LIMITS: 'write=40/60' });
    expect(await graph.post({ query: touch(40) })).toMatchObject({ status: 200 });
    const { answer, headers } = await graph.ask({ query: touch(1) });
    expect(answer).toEqual({
      status: 429,
      errors: [
        {
          message: expect.stringMatching(/^Too many requests: try again in \d+ seconds\.$/),
          extensions: { code: 'RATE_LIMITED', limit: 'WRITE', maximum: 40, windowSeconds: 60, retryAfter: expect.any(Number) },
        },
      ],
    });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(headers.get('ratelimit')).toMatch(/^"write";r=0;t=\d+$/);
    expect(await graph.post({ query: '{ posts { id } }' })).toMatchObject({ status: 200 });
  });

  it('are of a person where there is one', async () => {
    await start({ RATE_LIMITS: 'write=1/60' });
    const [hers, his] = [graph.issuer.token({ sub: ann.id }), graph.issuer.token({ sub: bob.id })];
    expect(await graph.post({ query: touch(1) }, hers)).toMatchObject({ status: 200 });
    expect(await graph.post({ query: touch(1) }, his)).toMatchObject({ status: 200 });
    expect(await graph.post({ query: touch(1) }, hers)).toMatchObject({ status: 429 });
  });

  it('are of the address that a trusted proxy forwards', async () => {
    await start({ RATE_LIMITS: 'write=1/60', TRUSTED_PROXIES: '127.0.0.1' });
    const from = async (address: string) => (await graph.ask({ query: touch(1) }, undefined, { 'x-forwarded-for': address })).answer.status;
    expect([await from('203.0.113.1'), await from('203.0.113.2'), await from('203.0.113.1')]).toEqual([200, 200, 429]);
  });

  it('count every operation of a batch, and of a websocket', async () => {
    await start({ RATE_LIMITS: 'write=3/60' });
    const body = JSON.stringify([{ query: touch(1) }, { query: touch(1) }]);
    await fetch(graph.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { subscribe } = graph.connect();
    expect(await subscribe({ query: touch(1) }).next()).toMatchObject({ data: expect.anything() });
    await expect(subscribe({ query: touch(1) }).next()).rejects.toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });

  it('count what is no operation at all, and whoever has no reads left is not even parsed', async () => {
    await start({ RATE_LIMITS: 'read=3/60' });
    for (const query of ['{', '{ nonsense }', '{ posts { id } }']) expect((await graph.post({ query })).status).not.toBe(429);
    expect(await graph.post({ query: '{ posts { id } }' })).toMatchObject({ status: 429 });
    expect(await graph.post({ query: '{' })).toMatchObject({ status: 429, errors: [{ extensions: { code: 'RATE_LIMITED', limit: 'READ' } }] });
  });

  it('are published, with what is left of them', async () => {
    await start({ RATE_LIMITS: 'sign-in=5/300,write=7/60,cost=1000/60', MAX_DEPTH: '11' });
    await graph.post({ query: touch(2) });
    expect(await graph.post({ query: mine })).toMatchObject({
      data: {
        rateLimit: {
          operations: [
            { class: 'SIGN_IN', status: { limit: 5, remaining: 5 } },
            { class: 'WRITE', status: { limit: 7, remaining: 5 } },
          ],
          cost: { limit: 1000, resetAt: expect.stringMatching(/^\d{4}-/) },
        },
      },
    });
    const query = '{ config { limits { maxDepth maxCost } rateLimits { class policy { limit windowSeconds } } costRateLimit { limit } } }';
    expect((await graph.post({ query })).data).toEqual({
      config: {
        limits: { maxDepth: 11, maxCost: 5000 },
        rateLimits: [
          { class: 'SIGN_IN', policy: { limit: 5, windowSeconds: 300 } },
          { class: 'WRITE', policy: { limit: 7, windowSeconds: 60 } },
        ],
        costRateLimit: { limit: 1000 },
      },
    });
  });
});
