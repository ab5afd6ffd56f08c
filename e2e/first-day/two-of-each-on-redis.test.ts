import { redisMissing } from '@ejazz/testing/redis/redis-server';
import { startTestRedis } from '@ejazz/testing/redis/test-redis';
import { startProcesses } from '../processes/processes';
import { type RunningGraph, theFirstDayOfTwoPeople } from './story';

const missing = redisMissing();

(missing ? describe.skip : describe)(
  `the first day of two people, with two processes of each subgraph, on Redis${missing ? ` (${missing})` : ''}`,
  () => {
    theFirstDayOfTwoPeople(startOnRedis);
  },
);

async function startOnRedis(): Promise<RunningGraph> {
  const redis = await startTestRedis();
  try {
    const { url, remove } = await startProcesses({ copies: 2, settings: { REDIS_URL: redis.url, BUS_URL: '' } });
    return {
      url,
      async remove() {
        await remove();
        await redis.stop();
      },
    };
  } catch (error) {
    await redis.stop();
    throw error;
  }
}
