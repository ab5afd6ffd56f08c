import { type Backbone, type BackboneOptions, createBackbone } from '@ejazz/platform/backbone/backbone';
import type { BackboneSettings } from '@ejazz/platform/backbone/settings';
import type { Bus } from '@ejazz/platform/bus/bus';
import { createBus } from '@ejazz/platform/bus/create-bus';
import type { BusAddress } from '@ejazz/platform/bus/engine';
import type { Sql } from '@ejazz/platform/database/sql';
import { defineEvent } from '@ejazz/platform/events/define-event';
import { defineHandler, type EventHandler, type HandlerContext } from '@ejazz/platform/events/handler';
import type { Service } from '@ejazz/platform/lifecycle/service';
import { createLogger } from '@ejazz/platform/log/logger';
import { createMetrics, type Metrics } from '@ejazz/platform/metrics/metrics';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { z } from 'zod';
import { createTestDb, type TestDb } from './test-db';

export const grown = defineEvent({
  name: 'tree.grown',
  version: 1,
  producer: 'forest',
  subscribers: ['bird'],
  describe: 'A tree is there.',
  payload: z.object({ tree: z.string() }),
});
export const felled = defineEvent({ ...grown, name: 'tree.felled', describe: 'A tree is gone.' });
export const nested = defineEvent({ ...grown, name: 'tree.nested', producer: 'bird', subscribers: ['forest'] });
export const catalogue = [grown, felled, nested];

/** Everything quick enough to be waited for. */
export const quick: Partial<BackboneSettings> = {
  pollMs: 50,
  outageBackOff: { first: 10, most: 50 },
  attempts: 3,
  retryBackOff: { first: 5, most: 20 },
  ackGatherMs: 1,
  lockMs: 500,
};

export const log = createLogger('test', 'silent');

/** Waits for a fact, not for a time. */
export async function until(fact: () => Promise<boolean> | boolean, what = 'the fact'): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Writes down each tree it hears of, so that a doubled effect shows. */
export const writeDown = async (tx: Sql, events: readonly { payload: { tree: string } }[]) => {
  for (const { payload } of events) await tx.$executeRawUnsafe('INSERT INTO effect (event) VALUES ($1)', payload.tree);
};

type Unit = HandlerContext<Sql, undefined>;
const heard = (handle?: (tree: string, unit: Unit) => Promise<void>) => async (events: readonly { payload: { tree: string } }[], unit: Unit) => {
  for (const { payload } of events) await handle?.(payload.tree, unit);
  await writeDown(unit.tx, events);
};

export const birdHandlers = (handle?: (tree: string, unit: Unit) => Promise<void>): EventHandler<Sql, undefined>[] => [
  defineHandler(grown, heard(handle)),
  defineHandler(felled, heard()),
];
export const forestHandlers: EventHandler<Sql, undefined>[] = [defineHandler(nested, heard())];

/** Two services, `forest` and `bird`, with a database each, and a bus: of their own, or the given one. */
export async function createWorld(given?: BusAddress) {
  const [busDatabase, forest, bird] = await Promise.all([createTestDatabase('bus'), createTestDb(), createTestDb()]);
  const bus = given ?? { postgresUrl: busDatabase.url };
  const running: Service[] = [];
  const start = async <S extends Service>(service: S): Promise<S> => {
    await service.start();
    running.push(service);
    return service;
  };
  const make = (service: string, db: TestDb, options: Partial<BackboneOptions<Sql, undefined>> & { metrics?: Metrics } = {}): Backbone<Sql> =>
    createBackbone<Sql, undefined>({
      service,
      db,
      bus,
      catalogue,
      handlers: service === 'bird' ? birdHandlers() : forestHandlers,
      deps: () => undefined,
      log,
      metrics: createMetrics(service),
      ...options,
      settings: { ...quick, ...options.settings },
    });
  return {
    busUrl: busDatabase.url,
    bus,
    forest,
    bird,
    make,
    start,
    startForest: (options?: Parameters<typeof make>[2]) => start(make('forest', forest, options)),
    startBird: (options?: Parameters<typeof make>[2]) => start(make('bird', bird, options)),
    startBus: (): Promise<Bus> => start(createBus({ ...bus, name: 'test', log, lockMs: 500 })),
    /** What the bird has written down, in order. */
    heard: async () => (await bird.rows<{ event: string }>('SELECT event FROM effect ORDER BY position')).map((row) => row.event),
    async end() {
      for (const service of running.reverse()) await service.stop();
      await Promise.all([forest.drop(), bird.drop(), busDatabase.drop()]);
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

export const trees = (count: number, prefix = 'tree') => Array.from({ length: count }, (_, index) => `${prefix} ${String(index).padStart(4, '0')}`);
