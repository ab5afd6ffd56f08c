import { createEngine } from '@ejazz/platform/bus/create-engine';
import type { Engine } from '@ejazz/platform/bus/engine';
import { createRateLimit, type RateLimitOptions } from '@ejazz/platform/rate-limit/create-rate-limit';
import { log, until } from '../backbone/world';
import { type EngineKind, onEachEngine, type TestEngine } from './engines';

const minute = { points: 3, seconds: 60 };
let made = 0;

function suite(engines: () => { here: Engine | undefined; there: Engine | undefined }): void {
  const limits = (options: Partial<RateLimitOptions> = {}) => {
    made += 1;
    const all = { name: `limit ${made}`, ...minute, log, ...options };
    const { here, there } = engines();
    return { here: createRateLimit({ ...all, engine: here }), there: createRateLimit({ ...all, engine: there }) };
  };

  test('allows so many, then refuses until the window ends, a key for itself', async () => {
    const { here } = limits();
    const verdicts = [];
    for (let index = 0; index < 5; index += 1) verdicts.push(await here.consume('ann'));
    expect(verdicts.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
      [false, 0],
    ]);
    for (const { resetAt } of verdicts) {
      expect(resetAt.getTime()).toBeGreaterThan(Date.now() + 50_000);
      expect(resetAt.getTime()).toBeLessThanOrEqual(Date.now() + 60_000);
    }
    expect(await here.consume('bob')).toMatchObject({ allowed: true, remaining: 2 });
  });

  test('costly requests take more points', async () => {
    const { here } = limits({ points: 10 });
    expect(await here.consume('ann', 7)).toMatchObject({ allowed: true, remaining: 3 });
    expect(await here.consume('ann', 4)).toMatchObject({ allowed: false, remaining: 0 });
  });

  test('of many at once exactly as many are allowed', async () => {
    const { here } = limits({ points: 10 });
    const verdicts = await Promise.all(Array.from({ length: 40 }, () => here.consume('ann')));
    expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(10);
  });

  test('a window that has ended begins anew', async () => {
    const { here } = limits({ points: 1, seconds: 1 });
    expect(await here.consume('ann')).toMatchObject({ allowed: true });
    expect(await here.consume('ann')).toMatchObject({ allowed: false });
    await until(async () => (await here.consume('ann')).allowed);
  });

  test('a key that is forgiven has all its points again, even if it had used them up', async () => {
    const { here } = limits();
    for (let index = 0; index < 4; index += 1) await here.consume('ann');
    await here.forgive('ann');
    expect(await here.consume('ann')).toMatchObject({ allowed: true, remaining: 2 });
  });

  test('processes count together if they share an engine', async () => {
    const { here, there } = limits();
    for (const limit of [here, there, here]) expect(await limit.consume('ann')).toMatchObject({ allowed: true });
    expect(await there.consume('ann')).toMatchObject({ allowed: !engines().here });
  });
}

describe('in memory', () => suite(() => ({ here: undefined, there: undefined })));

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
    let here: Engine;
    let there: Engine;
    beforeAll(async () => {
      server = await kind.start();
      here = createEngine({ ...server.address, name: 'here', log });
      there = createEngine({ ...server.address, name: 'there', log });
      await Promise.all([here.start(), there.start()]);
    });
    afterAll(async () => {
      await Promise.all([here.stop(), there.stop()]);
      await server.end();
    });
    suite(() => ({ here, there }));
  });

  test('while the engine is away limits carry on in memory, and with it again when it is back', async () => {
    const { server, engine } = await mortal(kind);
    const here = createRateLimit({ name: 'a', ...minute, engine, log });
    const there = createRateLimit({ name: 'a', ...minute, engine, log });
    expect(await here.consume('ann')).toMatchObject({ remaining: 2 });
    await server.kill();
    const alone = [];
    for (let index = 0; index < 4; index += 1) alone.push((await here.consume('ann')).allowed);
    expect(alone).toEqual([true, true, true, false]);
    await server.start();
    let together = 0;
    await until(async () => {
      together += 1;
      const key = `bob ${together}`;
      return (await here.consume(key)).remaining === 2 && (await there.consume(key)).remaining === 1;
    });
  });
});
