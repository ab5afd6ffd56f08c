import { startHouse, type TestHouse } from '@ejazz/testing/house';
import { redisMissing } from '@ejazz/testing/redis/redis-server';
import { startTestRedis, type TestRedis } from '@ejazz/testing/redis/test-redis';

const missing = redisMissing();

describe.each(['PostgreSQL', 'Redis'])('the queue board over %s', (engine) => {
  const suite = engine === 'Redis' && missing ? describe.skip : describe;
  suite(engine === 'Redis' && missing ? missing : 'in development', () => {
    let house: TestHouse;
    let redis: TestRedis | undefined;
    beforeAll(async () => {
      redis = engine === 'Redis' ? await startTestRedis() : undefined;
      house = await startHouse({}, redis ? { redisUrl: redis.url } : {});
    });
    afterAll(async () => {
      await house.remove();
      await redis?.stop();
    });

    const at = (path: string, init?: RequestInit) => fetch(new URL(path, house.url), init);

    test('shows every queue of the graph, and asks no other host for anything', async () => {
      const page = await at('/queues');
      const html = await page.text();
      expect(html).toContain('Ejazz queues');
      expect(html).not.toMatch(/(href|src)="(https?:)?\/\//);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      const script = /src="(static\/js\/main[^"]+)"/.exec(html)?.[1];
      expect((await at(`/queues/${script}`)).headers.get('content-type')).toContain('javascript');
      const { queues } = (await (await at('/queues/api/queues')).json()) as { queues: { name: string }[] };
      expect(queues.map(({ name }) => name)).toEqual(expect.arrayContaining(['events-feed', 'acks-user', 'events-notification']));
      expect(queues).toHaveLength(10);
    });

    test('lets no page of another site press its buttons', async () => {
      const answer = await at('/queues/api/queues/events-feed/pause', { method: 'PUT', headers: { 'sec-fetch-site': 'cross-site' } });
      expect(answer.status).toBe(403);
    });
  });
});
