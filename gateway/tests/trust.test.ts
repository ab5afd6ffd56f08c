import { newId } from '@ejazz/platform/ids/id';
import { sign } from 'jsonwebtoken';
import { newKey } from './toy-graph/issuer';
import { ann } from './toy-graph/people';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let now = 0;
let graph: ToyGraph;
beforeEach(async () => {
  now = Date.now();
  graph = await startToyGraph({ overrides: { clock: { now: () => new Date(now) } } });
});
afterEach(() => graph.stop());

const who = { query: '{ viewer { id } }' };
const refusedAs = (reason: string) => ({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED', reason } }] });

test('without a token the viewer is anonymous', async () => {
  expect(await graph.post(who)).toEqual({ status: 200, data: { viewer: null } });
});

test('with a good token subgraphs see the person, the session and the roles', async () => {
  const sid = newId('ses');
  expect(await graph.post(who, graph.issuer.token({ sid, roles: ['MODERATOR', 'UNHEARD_OF'] }))).toEqual({
    status: 200,
    data: { viewer: { id: ann.id } },
  });
  expect(graph.seen.at(-1)?.viewer).toEqual({ userId: ann.id, sessionId: sid, roles: ['MODERATOR'] });
});

test('an expired token is refused as expired, also when it was good before', async () => {
  const token = graph.issuer.token({ options: { expiresIn: 60 } });
  expect(await graph.post(who, token)).toMatchObject({ status: 200 });
  now = Date.now() + 61_000;
  expect(await graph.post(who, token)).toMatchObject({ ...refusedAs('expired'), errors: [{ message: 'The access token has expired.' }] });
  expect(await graph.post(who, graph.issuer.token({ options: { expiresIn: -5 } }))).toMatchObject(refusedAs('expired'));
});

describe('a token that is not right is refused and never taken for none', () => {
  const forger = newKey('first');
  const cases: [string, (graph: ToyGraph) => string][] = [
    ['no JWT', () => 'nonsense'],
    ['empty', () => ''],
    ['signed with another key under a known id', ({ issuer }) => issuer.token({ key: forger })],
    ['of an unknown key', ({ issuer }) => issuer.token({ key: newKey('unknown') })],
    ['for another audience', ({ issuer }) => issuer.token({ options: { audience: 'other' } })],
    ['of another issuer', ({ issuer }) => issuer.token({ options: { issuer: 'other' } })],
    ['without a key id', ({ issuer }) => issuer.token({ anonymousKey: true })],
    ['of no session', ({ issuer }) => issuer.token({ sid: '' })],
    ['unsigned', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`],
    [
      'signed by the public key as a secret',
      ({ issuer }) => sign({ sub: ann.id }, issuer.key.publicKey.export({ format: 'pem', type: 'spki' }), { keyid: 'first' }),
    ],
  ];
  test.each(cases)('%s', async (_name, token) => {
    expect(await graph.post(who, token(graph))).toMatchObject({ ...refusedAs('invalid'), errors: [{ message: 'The access token is invalid.' }] });
    expect(graph.seen).toEqual([]);
  });
});

test('a token of a key that appeared later is good, and unknown key ids do not become requests', async () => {
  expect(await graph.post(who, graph.issuer.token())).toMatchObject({ status: 200 });
  const rotated = newKey('second');
  graph.issuer.keys.unshift(rotated);
  expect(await graph.post(who, graph.issuer.token({ key: rotated }))).toMatchObject({ status: 401 });
  now += 4_000;
  expect(await graph.post(who, graph.issuer.token({ key: rotated }))).toMatchObject({ status: 200 });
  for (let index = 0; index < 5; index += 1) await graph.post(who, graph.issuer.token({ key: newKey(`unknown-${index}`) }));
  expect(graph.issuer.asked.jwks).toBe(2);
});

test('without any keys yet tokens cannot be checked; with keys in hand the issuer may be down', async () => {
  graph.issuer.answer(false);
  expect(await graph.post(who, graph.issuer.token())).toMatchObject({
    status: 503,
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'user' } }],
  });
  graph.issuer.answer(true);
  now += 4_000;
  expect(await graph.post(who, graph.issuer.token())).toMatchObject({ status: 200 });
  graph.issuer.answer(false);
  now += 600_000;
  expect(await graph.post(who, graph.issuer.token({ options: { expiresIn: 3600 } }))).toMatchObject({ status: 200 });
});

describe('a revoked session', () => {
  test('is refused at once and its websocket is closed for good', async () => {
    const sid = newId('ses');
    const token = graph.issuer.token({ sid });
    const connection = graph.connect({ token });
    await connection.subscribe({ query: 'subscription { sample { eventId } }' }).next();
    const other = graph.connect({ token: graph.issuer.token() });
    await other.subscribe({ query: 'subscription { sample { eventId } }' }).next();
    graph.hints.publish('session-revoked', sid);
    expect(await graph.post(who, token)).toMatchObject(refusedAs('ended'));
    expect(await connection.closed).toMatchObject({ code: 4401, reason: 'The session has ended.' });
    expect(other.socket().readyState).toBe(other.socket().OPEN);
  });

  test('whose hint was lost is learnt when the bus is back', async () => {
    const sid = newId('ses');
    const connection = graph.connect({ token: graph.issuer.token({ sid }) });
    await connection.subscribe({ query: 'subscription { sample { eventId } }' }).next();
    graph.issuer.revoked.push({ id: sid, revokedAt: new Date().toISOString() });
    graph.hints.resume();
    expect(await connection.closed).toMatchObject({ code: 4401 });
  });
});

describe('over a websocket', () => {
  const operation = { query: 'subscription { sample { eventId } }' };
  test('the token of connection_init names the viewer, in either spelling', async () => {
    const token = graph.issuer.token();
    for (const name of ['authorization', 'Authorization']) {
      const connection = graph.connect({ params: { [name]: `Bearer ${token}` } });
      expect(await connection.subscribe(who).next()).toMatchObject({ data: { viewer: { id: ann.id } } });
    }
    expect(await graph.connect().subscribe(who).next()).toMatchObject({ data: { viewer: null } });
  });

  test.each([
    ['malformed', { authorization: 'Bearer nonsense' }, 4401],
    ['no text', { authorization: 7 }, 4401],
  ])('a token that is %s closes with %s', async (_name, params, code) => {
    const connection = graph.connect({ params });
    await expect(connection.subscribe(operation).next()).rejects.toMatchObject({ code });
  });

  test('an expired token closes with 4403, after which clients may come back with a fresh one', async () => {
    const connection = graph.connect({ token: graph.issuer.token({ options: { expiresIn: -5 } }) });
    await expect(connection.subscribe(operation).next()).rejects.toMatchObject({ code: 4403 });
  });

  test('a token that expires ends the connection it opened', async () => {
    const connection = graph.connect({ token: graph.issuer.token({ options: { expiresIn: 1 } }) });
    await connection.subscribe(operation).next();
    expect(await connection.closed).toMatchObject({ code: 4403, reason: 'The access token has expired.' });
  });
});
