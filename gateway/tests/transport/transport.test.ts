import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayContext } from '@ejazz/gateway/context';
import { createSubgraphs } from '@ejazz/gateway/datasource/subgraphs';
import { readGatewayEnv } from '@ejazz/gateway/env';
import { createSubgraphMetrics } from '@ejazz/gateway/metrics/subgraph-metrics';
import { createLogger } from '@ejazz/platform/log/logger';
import { createMetrics } from '@ejazz/platform/metrics/metrics';
import { deadlineHeader } from '@ejazz/platform/request/deadline';
import { anonymous } from '@ejazz/platform/viewer/viewer';
import { eventually } from '@ejazz/testing/eventually';
import { answers, type Scripted, startScripted } from './scripted-subgraph';

let a: Scripted;
let b: Scripted;
let stop: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  [a, b] = await Promise.all([startScripted('a'), startScripted('b')]);
});
afterEach(async () => {
  await stop();
  await Promise.all([a.stop(), b.stop()]);
});

const query = '{ name }';
const caller = { forwarded: {}, address: '127.0.0.1', userAgent: '', clientName: undefined, clientVersion: undefined };

/** The gateway's way to a subgraph at these URLs. */
async function reach(urls: readonly string[], settings: Record<string, string> = {}) {
  const env = readGatewayEnv({
    VIEWER_SECRET: 'a secret that is long enough to be one',
    SUBGRAPH_URLS: `toy=${urls.join('|')}`,
    SUBGRAPH_CHECK_MS: '100',
    SUBGRAPH_TIMEOUT_MS: '30000',
    ...settings,
  });
  const metrics = createMetrics('gateway');
  const log = createLogger('test', 'silent');
  const subgraphs = createSubgraphs({ env, viewerToken: () => 'signed', metrics: createSubgraphMetrics(metrics), onFetch: undefined, log });
  await subgraphs.start();
  const { source, close } = subgraphs.open({ name: 'toy', url: 'http://127.0.0.1:1/graphql' });
  stop = async () => {
    await close();
    await subgraphs.stop();
    stop = async () => undefined;
  };
  const ask = (context: Partial<GatewayContext> = {}, document = query) =>
    source.ask({ query: document, variables: {} }, { viewer: anonymous, signal: new AbortController().signal, caller, ...context }, 'Toy');
  const answered = async () => (await ask()).data?.name ?? 'nothing';
  const measure = async (name: string, ...labels: string[]) => {
    const text = await metrics.metrics();
    const found = text.split('\n').filter((one) => one.startsWith(`${name}{`) && labels.every((label) => one.includes(label)));
    return found.reduce((sum, one) => sum + Number(one.slice(one.lastIndexOf(' '))), 0);
  };
  return { ask, answered, measure };
}

const unavailable = { errors: [{ path: ['name'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'toy', retryAfter: expect.any(Number) } }] };

test('what the subgraph gets: the signed viewer, and the milliseconds that are left', async () => {
  const { ask } = await reach([a.url]);
  await ask({ deadline: performance.now() + 20_000 });
  const [first] = a.seen;
  expect(first?.headers['x-ejazz-viewer']).toBe('signed');
  expect(Number(first?.headers[deadlineHeader])).toBeGreaterThan(0);
  expect(Number(first?.headers[deadlineHeader])).toBeLessThanOrEqual(20_000);
});

test.each([
  ['is cut off', answers.cutOff, 'unreachable'],
  ['answers no JSON', answers.text('<html>'), 'garbage'],
  ['answers JSON that is no answer', answers.text('{"hello":1}'), 'garbage'],
  ['answers null', answers.text('null'), 'garbage'],
  ['fails', answers.status(500), 'garbage'],
  ['is overloaded', answers.status(503), 'unreachable'],
  ['refuses the request', answers.status(401), 'refused'],
  ['never answers', answers.never, 'timeout'],
] as const)('a subgraph that %s gives an error at every place it would have filled', async (_name, answer, outcome) => {
  const { ask, measure } = await reach([a.url], outcome === 'timeout' ? { SUBGRAPH_TIMEOUT_MS: '100' } : {});
  a.state.answer = answer;
  expect(await ask()).toMatchObject(unavailable);
  expect(await measure('gateway_subgraph_fetch_seconds_count', 'subgraph="toy",kind="query"', `outcome="${outcome}"`)).toBe(1);
});

test('a client waits no longer than it said, and the subgraph hears that nobody waits', async () => {
  const { ask } = await reach([a.url]);
  a.state.answer = answers.never;
  expect(await ask({ deadline: performance.now() + 1_000 })).toMatchObject(unavailable);
  await eventually(async () => expect(a.state.left).toBe(1));
  expect(await ask({ deadline: performance.now() - 1 })).toMatchObject(unavailable);
  expect(a.seen).toHaveLength(1);
});

test('a query is sent again, a mutation never', async () => {
  const { ask, measure } = await reach([a.url]);
  a.state.answer = answers.cutOff;
  a.state.arrived = () => {
    a.state.answer = answers.named('a');
  };
  expect(await ask()).toEqual({ data: { name: 'a' } });
  expect(a.seen).toHaveLength(2);
  expect(await measure('gateway_subgraph_retries_total')).toBe(1);

  a.state.answer = answers.cutOff;
  expect(await ask({}, 'mutation { name }')).toMatchObject(unavailable);
  expect(a.seen).toHaveLength(3);
});

test('the same question at the same time is sent once; each gets an answer of its own; mutations are sent each', async () => {
  const { ask, measure } = await reach([a.url]);
  const [one, other] = await Promise.all([ask(), ask()]);
  expect([one, other]).toEqual([{ data: { name: 'a' } }, { data: { name: 'a' } }]);
  expect(one.data).not.toBe(other.data);
  expect(a.seen).toHaveLength(1);
  expect(await measure('gateway_subgraph_shared_total')).toBe(1);
  await Promise.all([ask({}, 'mutation { name }'), ask({}, 'mutation { name }')]);
  expect(a.seen).toHaveLength(3);
});

test('the same question with other headers that are passed on is another question', async () => {
  const { ask } = await reach([a.url]);
  const asIf = (authorization: string) => ask({ caller: { ...caller, forwarded: { authorization } } });
  await Promise.all([asIf('one'), asIf('other')]);
  expect(a.seen.map(({ headers }) => headers.authorization).sort()).toEqual(['one', 'other']);
});

test("a client in a hurry cannot cut another one's answer short: its question is not shared", async () => {
  const { ask } = await reach([a.url]);
  a.state.answer = answers.never;
  const left = new AbortController();
  const hurried = ask({ deadline: performance.now() + 20_000, signal: left.signal });
  await eventually(async () => expect(a.seen).toHaveLength(1));
  a.state.answer = answers.named('a');
  expect(await ask()).toEqual({ data: { name: 'a' } });
  left.abort();
  expect(await hurried).toMatchObject(unavailable);
});

test('a subgraph that fails too often is given rest, which the measures tell', async () => {
  const { ask, measure } = await reach([a.url], { SUBGRAPH_RETRIES: '0' });
  a.state.answer = answers.text('<html>');
  for (let request = 0; request < 5; request += 1) await ask();
  expect(await measure('gateway_subgraph_breaker')).toBe(1);
  a.state.answer = answers.named('a');
  expect(await ask()).toMatchObject(unavailable);
  expect(a.seen).toHaveLength(5);
  await eventually(async () => expect(await ask()).toEqual({ data: { name: 'a' } }));
  expect(await measure('gateway_subgraph_breaker')).toBe(0);
});

describe('several instances', () => {
  test('share the work', async () => {
    const { answered } = await reach([a.url, b.url]);
    const names = new Set<unknown>();
    await eventually(async () => {
      names.add(await answered());
      expect(names).toEqual(new Set(['a', 'b']));
    });
  });

  test('the one with less in hand is asked', async () => {
    const { ask, answered, measure } = await reach([a.url, b.url]);
    a.state.answer = b.state.answer = answers.never;
    const left = new AbortController();
    const hanging = ask({ signal: left.signal });
    await eventually(async () => expect(a.seen.length + b.seen.length).toBe(1));
    expect(await measure('gateway_subgraph_in_flight')).toBe(1);
    const [busy, idle] = a.seen.length === 1 ? [a, b] : [b, a];
    for (const { state } of [a, b]) state.answer = answers.named(idle === a ? 'a' : 'b');
    for (let request = 0; request < 10; request += 1) await ask({ viewer: { ...anonymous } });
    expect([busy.seen.length, idle.seen.length]).toEqual([1, 10]);
    left.abort();
    await hanging;
    expect(await answered()).not.toBe('nothing');
  });

  test('one that fails is left out, and no query is lost meanwhile', async () => {
    const { answered, measure } = await reach([a.url, b.url], { SUBGRAPH_RETRIES: '10' });
    a.state.answer = answers.cutOff;
    const names = new Set<unknown>();
    await eventually(async () => {
      names.add(await answered());
      expect(await measure('gateway_subgraph_ejections_total')).toBeGreaterThan(0);
    });
    expect(names).toEqual(new Set(['b']));
  });

  test('one that says it is not ready gets nothing until it is', async () => {
    const { answered, measure } = await reach([a.url, b.url]);
    a.state.ready = false;
    await eventually(async () => expect(await measure('gateway_subgraph_instances', 'standing="bad"')).toBe(1));
    const before = a.seen.length;
    for (let request = 0; request < 10; request += 1) expect(await answered()).toBe('b');
    expect(a.seen).toHaveLength(before);
    a.state.ready = true;
    await eventually(async () => expect(await answered()).toBe('a'));
  });

  test('come and go by a file, without a restart; a file that says nothing usable changes nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ejazz-test-instances-'));
    const file = join(folder, 'instances.yaml');
    writeFileSync(file, `toy: [${a.url}]`);
    const { answered } = await reach([], { SUBGRAPH_URLS: '', SUBGRAPH_INSTANCES: file });
    expect(await answered()).toBe('a');
    writeFileSync(file, `{ "toy": ["${b.url}"] }`);
    await eventually(async () => expect(await answered()).toBe('b'));
    writeFileSync(file, 'toy: nowhere');
    for (let request = 0; request < 5; request += 1) expect(await answered()).toBe('b');
    writeFileSync(file, `toy:\n  - ${a.url}\n`);
    await eventually(async () => expect(await answered()).toBe('a'));
    rmSync(folder, { recursive: true });
  });

  test('a file that cannot be read is refused at the start', async () => {
    await expect(reach([a.url], { SUBGRAPH_INSTANCES: '/nowhere/instances.yaml' })).rejects.toThrow('SUBGRAPH_INSTANCES names /nowhere');
  });
});
