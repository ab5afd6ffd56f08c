import { frontEnds } from './toy-graph/front-ends';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph();
});
afterAll(() => graph.stop());

const log = `subscription Log($after: String) {
  notificationReceived(after: $after) { eventId cursor ... on NotificationReceived { notification { actor { name } } } }
}`;

interface Told {
  readonly eventId: string;
  readonly cursor: string;
}

test.each(frontEnds)('%s: ask, be refused, hear, leave, come back and miss nothing', async (_name, open) => {
  const client = open(graph.url);
  expect(await client.query('{ posts { text } }')).toMatchObject({ posts: [{ text: 'hello' }, {}, {}] });
  await expect(client.query('{ nonsense }')).rejects.toThrow('nonsense');

  const told: Told[] = [];
  let heard = () => {};
  const hear = (data: Record<string, unknown>) => {
    told.push(data.notificationReceived as Told);
    heard();
  };
  const until = async (count: number) => {
    while (told.length < count) {
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  };
  const leave = client.subscribe(log, {}, hear);
  await graph.notices.listeners(1);
  graph.notices.publish();
  graph.notices.publish();
  await until(2);
  leave();
  await graph.notices.listeners(0);
  graph.notices.publish();
  const leaveAgain = client.subscribe(log, { after: told[1]?.cursor }, hear);
  await until(3);
  graph.notices.publish();
  await until(4);
  leaveAgain();
  await graph.notices.listeners(0);

  const first = Number(told[0]?.eventId.slice('event-'.length));
  expect(told).toMatchObject([0, 1, 2, 3].map((step) => ({ eventId: `event-${first + step}`, notification: { actor: { name: 'Bob' } } })));
  await client.close();
});
