import { serviceNames } from '@ejazz/launcher/services/service-names';
import { eventually } from '@ejazz/testing/eventually';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';
import { redisMissing } from '@ejazz/testing/redis/redis-server';
import { startTestRedis, type TestRedis } from '@ejazz/testing/redis/test-redis';
import { type Instance, type Processes, startProcesses } from '../processes/processes';
import { type Errand, startTraffic } from './traffic';

jest.setTimeout(500_000);

const patience = { patienceMs: 90_000 };
/** How slow the machine is does not count here. */
const unhurried = { SUBGRAPH_TIMEOUT_MS: '60000', ANSWER_TIMEOUT_MS: '120000' };

const missing = redisMissing();

(missing ? describe.skip : describe)(`with two of each service, on Redis${missing ? ` (${missing})` : ''}`, () => {
  let redis: TestRedis;
  let apart: Processes;
  let author: Person;
  let fans: readonly Person[];
  let postId: string;
  beforeAll(async () => {
    redis = await startTestRedis();
    const settings = { REDIS_URL: redis.url, BUS_URL: '', LAME_DUCK_MS: '3000', SUBGRAPH_CHECK_MS: '200', LOG_LEVEL: 'error', ...unhurried };
    apart = await startProcesses({ copies: 2, gateways: 2, settings });
    [author, ...fans] = (await Promise.all(['author', 'ann', 'bob'].map((name) => signUp(apart.url, name)))) as [Person, ...Person[]];
    const made = await eventually(() =>
      author.data<{ createPost: { post: { id: string } } }>(operation('CreatePost'), { input: { text: 'Who is there?' } }),
    );
    postId = made.createPost.post.id;
  });
  afterAll(async () => {
    await apart?.remove();
    await redis?.stop();
  });

  const copiesOf = (name: string): readonly Instance[] => apart.instances.filter((instance) => instance.name === name);
  const gateways = () => copiesOf('gateway');

  /** Every client reads or writes; all comments that were acknowledged are noted. */
  function everybody(comments: string[]): Errand[] {
    return fans.flatMap((person, index): Errand[] => [
      { person, document: operation('HomeFeed'), variables: () => ({ first: 5 }) },
      { person, document: operation('Profile'), variables: () => ({ username: 'author' }) },
      {
        person,
        document: operation('CreateComment'),
        variables: (round) => ({ input: { postId, text: `Comment ${index} ${round}` } }),
        onData: ({ createComment }) => comments.push((createComment as { comment: { id: string } }).comment.id),
      },
    ]);
  }

  async function restart(instance: Instance): Promise<void> {
    expect([instance.name, await instance.end('SIGTERM')]).toEqual([instance.name, 0]);
    await instance.start();
  }

  /** Every gateway asks both of every subgraph again. */
  const allInUse = () =>
    eventually(async () => {
      for (const { origin } of gateways()) {
        const figures = await (await fetch(`${origin}/metrics`)).text();
        for (const name of serviceNames) {
          const good = figures
            .split('\n')
            .find((line) => line.startsWith('gateway_subgraph_instances{') && /standing="good"/.test(line) && line.includes(`"${name}"`));
          expect(good).toMatch(/ 2$/);
        }
      }
    }, patience);

  it('no request and no subscription fails while every subgraph is restarted, one instance after the other, nor while the gateways are', async () => {
    const comments: string[] = [];
    const heard: string[] = [];
    const live = author.subscribe<{ notificationReceived: { notification: { comment: { id: string } | null } } }>(operation('NotificationReceived'));
    const listening = (async () => {
      for (;;) heard.push((await live.next()).notificationReceived.notification.comment?.id ?? 'none');
    })();
    // A subscription that ends before it is stopped fails the test.
    let stopped = false;
    const ended = listening.catch((error: unknown) => {
      if (!stopped) throw error;
    });

    const traffic = startTraffic(everybody(comments));
    for (const copy of [0, 1]) {
      await traffic.moves();
      await Promise.all(serviceNames.map((name) => restart(copiesOf(name)[copy] as Instance)));
      await allInUse();
    }
    await traffic.moves();
    await eventually(() => expect(comments.filter((id) => !heard.includes(id)).length).toBeLessThan(fans.length * 3), patience);
    stopped = true;
    await live.stop();
    await ended;
    await author.close();

    for (const gateway of gateways()) {
      await traffic.moves();
      await restart(gateway);
      await allInUse();
    }
    await traffic.moves();
    await traffic.end();
    expect(traffic.failures).toEqual([]);
    expect(new Set(heard).size).toBe(heard.length);
    expect(traffic.answers()).toBeGreaterThan(50);
  });

  it('an instance that is killed costs each client at most what it had in flight', async () => {
    const traffic = startTraffic(everybody([]));
    for (const name of serviceNames) {
      const before = traffic.failures.length;
      await traffic.moves();
      const [first] = copiesOf(name) as [Instance];
      await first.end('SIGKILL');
      await traffic.moves();
      const inFlight = fans.length * 3;
      expect(traffic.failures.slice(before).length).toBeLessThanOrEqual(inFlight);
      const after = traffic.failures.length;
      await traffic.moves();
      expect(traffic.failures.slice(after)).toEqual([]);
      await first.start();
      await allInUse();
    }
    await traffic.end();
  });
});
