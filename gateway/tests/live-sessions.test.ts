import { newId } from '@ejazz/platform/ids/id';
import { openSocket } from './toy-graph/open-socket';
import { multipart, openStream, sse } from './toy-graph/streams';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph({
    env: { TOKEN_WARNING_MS: '600000', CONNECTIONS_PER_VIEWER: '3', CONNECTIONS_PER_ADDRESS: '2', SUBSCRIPTIONS_PER_CONNECTION: '2' },
  });
});
afterAll(() => graph.stop());

const log = { query: 'subscription { notificationReceived { eventId } }' };
const token = (sid: string, expiresIn: number, sub?: string) => graph.issuer.token({ sid, options: { expiresIn }, ...(sub ? { sub } : {}) });
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
const renew = { query: 'mutation { renewSubscriptions { expiresAt } }' };

test('a socket is warned before its token expires, and goes on with a newer one in a ping or a pong', async () => {
  const sid = newId('ses');
  const { send, next, closed, socket } = await openSocket(graph.url, bearer(token(sid, 2)));
  expect((await next('ping'))?.payload).toEqual({ tokenExpiresAt: expect.any(String) });
  send({ type: 'ping', payload: bearer(token(sid, 3)) });
  const answer = (await next('pong'))?.payload;
  expect(Object.keys(answer ?? {})).toEqual(['tokenExpiresAt']);
  send({ type: 'pong', payload: bearer(token(sid, 4)) });
  send({ type: 'ping', payload: { any: 'thing' } });
  expect((await next('pong'))?.payload).toEqual({ any: 'thing' });
  send({ id: '1', type: 'subscribe', payload: { query: '{ viewer { id } }' } });
  await next('complete');
  expect(socket.readyState).toBe(socket.OPEN);
  expect(await closed).toMatchObject({ code: 4403 });
});

test('a token of another session, or one that is not good, ends the socket', async () => {
  for (const bad of [token(newId('ses'), 600), 'nonsense']) {
    const { send, closed } = await openSocket(graph.url, bearer(token(newId('ses'), 600)));
    send({ type: 'ping', payload: bearer(bad) });
    expect(await closed).toMatchObject({ code: 4401 });
  }
});

test('streams are warned, go on when the session is renewed by the mutation, and end with an error when their token expires', async () => {
  const sid = newId('ses');
  const streams = await Promise.all([sse, multipart].map((accept) => openStream(graph.url, accept, log, bearer(token(sid, 2)))));
  await graph.notices.listeners(2);
  const renewed = await graph.post(renew, token(sid, 5));
  expect(renewed).toMatchObject({ data: { renewSubscriptions: { expiresAt: expect.any(String) } } });
  const { renewSubscriptions } = renewed.data as { renewSubscriptions: { expiresAt: string } };
  const until = Date.parse(renewSubscriptions.expiresAt);
  const seen = await Promise.all(
    streams.map(async (stream) => {
      const all: unknown[] = [];
      for (let part = await stream.next(); part !== undefined; part = await stream.next()) all.push(part);
      return all;
    }),
  );
  expect(Date.now()).toBeGreaterThanOrEqual(until);
  const errors = [{ message: 'The access token has expired.', extensions: { code: 'UNAUTHENTICATED', reason: 'expired' } }];
  expect(seen[0]?.slice(-2)).toEqual([{ errors }, 'complete']);
  expect(seen[1]?.slice(-2)).toEqual([{ payload: null, errors }, 'complete']);
  expect(JSON.stringify(seen[0])).toContain('tokenExpiresAt');
  expect(JSON.stringify(seen[1])).toContain('tokenExpiresAt');
  await graph.notices.listeners(0);
});

test('the session is renewed on other instances of the gateway too, and by nobody who is not signed in', async () => {
  const heard: string[] = [];
  graph.hints.subscribe('session-renewed', (message) => heard.push(message));
  const sid = newId('ses');
  await graph.post(renew, token(sid, 600));
  expect(JSON.parse(heard[0] ?? '')).toEqual({ sessionId: sid, expiresAt: expect.any(Number) });
  expect(await graph.post(renew)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('a session that ends takes its connections with it, whatever they are', async () => {
  const sid = newId('ses');
  const good = token(sid, 600);
  const socket = await openSocket(graph.url, bearer(good));
  const streams = await Promise.all([sse, multipart].map((accept) => openStream(graph.url, accept, log, bearer(good))));
  await graph.notices.listeners(2);
  await graph.hints.publish('session-revoked', sid);
  expect(await socket.closed).toMatchObject({ code: 4401, reason: 'The session has ended.' });
  for (const stream of streams) {
    for (let part = await stream.next(); part !== 'complete'; part = await stream.next()) {
      if (!('notice' in part || 'tokenExpiresAt' in part)) expect(JSON.stringify(part)).toContain('"reason":"ended"');
    }
  }
  await graph.notices.listeners(0);
});

test('a person has so many connections, and a connection carries so many subscriptions, and no more', async () => {
  const person = newId('usr');
  const mine = () => token(newId('ses'), 600, person);
  const [first, second] = [graph.connect({ token: mine() }), graph.connect({ token: mine() })];
  const kept = [first.subscribe(log), first.subscribe(log), second.subscribe(log)] as const;
  await graph.notices.listeners(3);
  await expect(first.subscribe(log).next()).rejects.toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
  const stream = await openStream(graph.url, sse, log, bearer(mine()));
  const refused = await openStream(graph.url, sse, log, bearer(mine()));
  expect([refused.status, await refused.next()]).toMatchObject([429, { errors: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] }]);
  await expect(graph.connect({ token: mine() }).subscribe(log).next()).rejects.toMatchObject({ code: 1013 });
  stream.leave();
  await graph.notices.listeners(3);

  await kept[0].stop();
  await graph.notices.listeners(2);
  const again = first.subscribe(log);
  await graph.notices.listeners(3);
  await Promise.all([kept[1].stop(), kept[2].stop(), again.stop()]);
});

test('visitors of one address have so many connections together, apart from people who are signed in', async () => {
  const visitors = [graph.connect(), graph.connect()];
  const kept = visitors.map((visitor) => visitor.subscribe({ query: 'subscription { sample { eventId } }' }));
  for (const subscription of kept) await subscription.next();
  await expect(graph.connect().subscribe({ query: '{ posts { id } }' }).next()).rejects.toMatchObject({ code: 1013 });
  const person = graph.connect({ token: token(newId('ses'), 600, newId('usr')) });
  expect(await person.subscribe({ query: '{ posts { id } }' }).next()).toMatchObject({ data: {} });
  await Promise.all(kept.map((subscription) => subscription.stop()));
});
