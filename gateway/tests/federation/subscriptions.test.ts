import { openSocket } from '../toy-graph/open-socket';
import { multipart, openStream, sse } from '../toy-graph/streams';
import { type Federation, startFederation } from './federation';

const world = () => {
  const ann = { __typename: 'User', id: '1', name: 'Ann' };
  return {
    entities: [ann],
    roots: {
      hello: 'world',
      async *ticked({ from }: { from: number }) {
        for (let number = from; number < from + 2; number += 1) yield { ticked: { number, by: ann } };
      },
    },
  };
};

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(
    {
      ticks: `type Query { hello: String } type Subscription { ticked(from: Int!): Tick! }
        type Tick { number: Int! by: User } type User @key(fields: "id", resolvable: false) { id: ID! }`,
      users: 'type User @key(fields: "id") { id: ID! name: String }',
    },
    world,
  );
});
afterAll(() => federation.stop());

const operation = { query: 'subscription ($n: Int!) { ticked(from: $n) { number by { name } } }', variables: { n: 7 } };
const tick = (number: number) => ({ data: { ticked: { number, by: { name: 'Ann' } } } });

describe("subscriptions of somebody else's subgraphs, who know nothing of cursors and viewers", () => {
  it('are answered over a websocket across subgraphs, until their source ends them', async () => {
    const { send, next } = await openSocket(federation.url);
    send({ id: '1', type: 'subscribe', payload: operation });
    expect([await next('next'), await next('next'), await next('complete')]).toMatchObject([{ payload: tick(7) }, { payload: tick(8) }, { id: '1' }]);
  });

  it.each([
    ['SSE', sse, (event: object) => event],
    ['multipart', multipart, (event: object) => ({ payload: event })],
  ])('are answered over %s', async (_name, accept, part) => {
    const stream = await openStream(federation.url, accept, operation);
    expect([await stream.next(), await stream.next(), await stream.next()]).toEqual([part(tick(7)), part(tick(8)), 'complete']);
  });

  it('one whose variables do not fit is refused', async () => {
    const stream = await openStream(federation.url, sse, {
      query: 'subscription ($n: Int!) { ticked(from: $n) { number } }',
      variables: { n: null as never },
    });
    expect(await stream.next()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    stream.leave();
  });
});
