import { createEngine } from '@ejazz/platform/bus/create-engine';
import type { Engine } from '@ejazz/platform/bus/engine';
import type { Cache } from '@ejazz/platform/cache/cache';
import { createCache } from '@ejazz/platform/cache/create-cache';
import { log, until } from '../backbone/world';
import { type EngineKind, onEachEngine, type TestEngine } from './engines';

let made = 0;

function suite(engine: () => Engine | undefined): void {
  let cache: Cache;
  beforeEach(() => {
    made += 1;
    cache = createCache({ name: `cache ${made}`, engine: engine(), log });
  });

  test('gives back what was set, until it is set anew or deleted', async () => {
    expect(await cache.get('a')).toBeUndefined();
    await cache.set('a', 'ünïcödé', 60);
    await cache.set('empty', '', 60);
    expect(await cache.get('a')).toBe('ünïcödé');
    expect(await cache.get('empty')).toBe('');
    await cache.set('a', 'other', 60);
    expect(await cache.get('a')).toBe('other');
    await cache.delete('a');
    await cache.delete('never there');
    expect(await cache.get('a')).toBeUndefined();
  });

  test('forgets when its time is over', async () => {
    await cache.set('a', 'short', 0.05);
    await cache.set('b', 'long', 60);
    await until(async () => (await cache.get('a')) === undefined);
    expect(await cache.get('b')).toBe('long');
  });

  test('caches of other names have keys of their own', async () => {
    await cache.set('a', 'mine', 60);
    expect(await createCache({ name: 'other', engine: engine(), log }).get('a')).toBeUndefined();
  });
}

describe('in memory', () => suite(() => undefined));

/** An engine to be killed, and connections to it. */
async function mortal(kind: EngineKind) {
  const server = await kind.startMortal();
  const engine = createEngine({ ...server.address, name: 'test', log });
  endings.push(server.end, engine.stop);
  await engine.start();
  return { server, engine };
}
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

onEachEngine((_name, kind) => {
  describe('shared', () => {
    let server: TestEngine;
    let engine: Engine;
    beforeAll(async () => {
      server = await kind.start();
      engine = createEngine({ ...server.address, name: 'here', log });
      await engine.start();
    });
    afterAll(async () => {
      await engine.stop();
      await server.end();
    });
    suite(() => engine);

    test('what one process sets or deletes, others see within a second', async () => {
      const here = createCache({ name: 'shared', engine, log });
      const there = createCache({ name: 'shared', engine, log });
      await here.set('a', 'one', 60);
      expect(await there.get('a')).toBe('one');
      await here.set('a', 'two', 60);
      await until(async () => (await there.get('a')) === 'two');
      await here.delete('a');
      await until(async () => (await there.get('a')) === undefined);
    });
  });

  test('an engine that is away is a miss and never an error; back again it is a cache again', async () => {
    const { server, engine } = await mortal(kind);
    const cache = createCache({ name: 'a', engine, log });
    await cache.set('before', 'x', 60);
    await server.kill();
    await until(async () => (await cache.get('before')) === undefined);
    await cache.set('while away', 'x', 60);
    await cache.delete('before');
    await server.start();
    const other = createCache({ name: 'a', engine, log });
    await until(async () => {
      await cache.set('after', 'y', 60);
      return (await other.get('after')) === 'y';
    });
  });
});
