import { systemClock } from '@ejazz/platform/clock/clock';
import { createLogger } from '@ejazz/platform/log/logger';
import { parse } from 'graphql';
import { composeSources } from './compose';
import { plannable } from './known-operations';
import type { PlannableOperation } from './plan-cache';
import { createSourcePool } from './sources';
import { createSupergraphs } from './supergraphs';

const compose = (subgraphs: Record<string, { url: string; sdl: string }>) =>
  composeSources(Object.entries(subgraphs).map(([name, { url, sdl }]) => ({ name, url, file: `${name}.graphql`, sdl })));

const kept = { url: 'http://kept.local/graphql', sdl: 'type Query { kept: String }' };
const leaving = { url: 'http://leaving.local/graphql', sdl: 'type Query { leaving: String }' };
const both = compose({ kept, leaving });
const one = compose({ kept: { ...kept, sdl: 'type Query { kept: String more: Int }' } });

/** Supergraphs over subgraphs that only note that they are opened and closed. */
function world(readers: readonly (() => unknown)[] = [], known: readonly PlannableOperation[] = []) {
  const happened: string[] = [];
  const source = { process: async () => ({}), ask: async () => ({}) };
  const sources = createSourcePool(
    ({ name, url }) => {
      happened.push(`open ${name} ${url}`);
      return { source, close: async () => void happened.push(`close ${name}`) };
    },
    () => source,
  );
  const log = createLogger('test', 'silent');
  const supergraphs = createSupergraphs({ urls: new Map(), sources, readers, known, clock: systemClock, log, onLookup: () => undefined });
  return { supergraphs, happened };
}

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

test('a subgraph that stays keeps its connections, one that left is closed once its last operation is done', async () => {
  const { supergraphs, happened } = world();
  const old = await supergraphs.swap(both);
  let finish = () => {};
  const running = supergraphs.of(old.schema).during(() => new Promise<void>((resolve) => (finish = resolve)));
  await supergraphs.swap(one);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(happened).toEqual(['open kept http://kept.local/graphql', 'open leaving http://leaving.local/graphql']);
  finish();
  await running;
  await jest.advanceTimersByTimeAsync(0);
  expect(happened.slice(2)).toEqual(['close leaving']);
  await supergraphs.stop();
  expect(happened.slice(2)).toEqual(['close leaving', 'close kept']);
});

test('a subgraph that moves is opened at its new address', async () => {
  const { supergraphs, happened } = world();
  await supergraphs.swap(both);
  await supergraphs.swap(compose({ kept: { ...kept, url: 'http://moved.local/graphql' }, leaving }));
  expect(happened.slice(2)).toEqual(['open kept http://moved.local/graphql']);
  await supergraphs.stop();
  expect(happened.filter((event) => event.startsWith('close'))).toHaveLength(3);
});

test('an operation stays with the graph it was validated against', async () => {
  const { supergraphs } = world();
  const old = await supergraphs.swap(both);
  const next = await supergraphs.swap(one);
  expect(supergraphs.current()).toBe(next);
  expect(supergraphs.of(old.schema)).toBe(old);
  const { plan } = supergraphs.of(old.schema).plans.planOf({ document: parse('{ leaving }'), queryHash: '1', operationName: undefined });
  expect(plan.node).toMatchObject({ kind: 'Fetch', serviceName: 'leaving' });
  await supergraphs.stop();
});

test('a graph of which something cannot be read is refused, and listeners hear of those that are live alone', async () => {
  let readable = true;
  const { supergraphs, happened } = world([
    () => {
      if (!readable) throw new Error('not readable');
    },
  ]);
  const heard: string[] = [];
  const first = await supergraphs.swap(both);
  supergraphs.onLive(({ id }) => heard.push(id));
  readable = false;
  await expect(supergraphs.swap(one)).rejects.toThrow('not readable');
  expect(supergraphs.current()).toBe(first);
  readable = true;
  const second = await supergraphs.swap(one);
  expect(heard).toEqual([first.id, second.id]);
  expect(happened).toHaveLength(2);
  await supergraphs.stop();
});

test('swaps asked for at once follow one another', async () => {
  const { supergraphs } = world();
  const graphs = await Promise.all([supergraphs.swap(both), supergraphs.swap(one)]);
  expect(supergraphs.current()).toBe(graphs[1]);
  await supergraphs.stop();
});

test('what clients are known to send is planned before a graph is live, the first one too', async () => {
  const { supergraphs } = world([], plannable(['query A { kept }', '{ leaving }', 'no document']));
  const planned: number[] = [];
  supergraphs.onLive(({ plans }) => planned.push(plans.size));
  await supergraphs.swap(both);
  await supergraphs.swap(one);
  expect(planned).toEqual([2, 1]);
  await supergraphs.stop();
});

test('while a graph is made ready others get their turn, again and again', async () => {
  const { supergraphs } = world([() => undefined, () => undefined]);
  let turns = 0;
  let next: NodeJS.Immediate;
  const turn = () => {
    turns += 1;
    next = setImmediate(turn);
  };
  next = setImmediate(turn);
  await supergraphs.swap(both);
  clearImmediate(next);
  expect(turns).toBeGreaterThan(5);
  await supergraphs.swap(both);
  await supergraphs.stop();
});
