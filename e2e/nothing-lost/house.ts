import { join } from 'node:path';
import { startOwnPostgres } from '@ejazz/testing/postgres/own-postgres';
import { startTestRedis } from '@ejazz/testing/redis/test-redis';
import { type Processes, startProcesses } from '../processes/processes';
import type { Variables } from '../processes/watched-process';
import { mortal, type Target } from './target';

export interface MortalHouse extends Pick<Processes, 'url' | 'databases' | 'instances'> {
  /** All that can be killed: every process, PostgreSQL, and Redis if there is one. */
  readonly targets: readonly Target[];
  remove(): Promise<void>;
}

export interface MortalHouseOptions {
  /** Instances of each subgraph. */
  readonly copies: number;
  /** Whether processes look sooner after what a crash has lost than those of an operator do. */
  readonly hurry: boolean;
  /** For every process, on top of those that the house needs. */
  readonly settings?: Variables;
}

/** A gateway, processes of each subgraph, a durable PostgreSQL, and a Redis with AOF unless PostgreSQL is the bus too; all our own to kill. */
export async function startMortalHouse(engine: 'postgres' | 'redis', { copies, hurry, settings = {} }: MortalHouseOptions): Promise<MortalHouse> {
  const postgres = await startOwnPostgres({ durable: true });
  const redis = engine === 'redis' ? await startTestRedis() : undefined;
  const stop = async () => {
    await redis?.stop();
    await postgres.stop();
  };
  try {
    const apart = await startProcesses({
      postgresUrl: Object.assign(new URL(postgres.url), { pathname: '/postgres' }).href,
      copies,
      nodeArguments: hurry ? ['--require', join(__dirname, 'hurry.cjs')] : [],
      settings: {
        LOG_LEVEL: 'error',
        ACCESS_TOKEN_MINUTES: '60',
        ...(copies > 1 ? { DATABASE_POOL: '3' } : {}),
        ...(redis ? { REDIS_URL: redis.url, BUS_URL: '' } : {}),
        ...settings,
      },
    });
    const checkAlive = () => undefined;
    const servers: Target[] = [{ name: 'postgres', checkAlive, ...postgres }];
    if (redis) servers.push({ name: 'redis', checkAlive, kill: redis.kill, start: () => redis.start() });
    return {
      url: apart.url,
      databases: apart.databases,
      instances: apart.instances,
      targets: [...apart.instances.map(mortal), ...servers],
      async remove() {
        await apart.remove().finally(stop);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
