import type { Client } from '@ejazz/platform/request/client';
import { decode } from 'jsonwebtoken';
import { account, codes, present, refresh, signIn, type UserErrors } from './accounts';
import { day, minute, startUserService, type UserHouse } from './user-service';

let house: UserHouse;
beforeAll(async () => {
  house = await startUserService();
});
afterAll(() => house.stop());

const sessionOf = (tokens: { accessToken: string } | null): string => (decode(present(tokens).accessToken) as { sid: string }).sid;
const from = (client: Client) => ({ anonymous: house.as(undefined, undefined, client) });

interface Listed {
  readonly id: string;
  readonly device: string;
  readonly address: string | null;
  readonly isCurrent: boolean;
  readonly lastSeenAt: string;
}

interface Sessions {
  readonly viewer: {
    readonly sessions: { readonly nodes: Listed[]; readonly totalCount: number; readonly pageInfo: { endCursor: string; hasNextPage: boolean } };
  };
}

const list = async (userId: string, sessionId: string, variables: object = {}) =>
  (
    await house
      .as(userId, sessionId)
      .data<Sessions>(
        'query ($first: Int! = 20, $after: String) { viewer { sessions(first: $first, after: $after) { totalCount nodes { id device address isCurrent lastSeenAt } pageInfo { endCursor hasNextPage } } } }',
        { ...variables },
      )
  ).viewer.sessions;

const endSession = async (userId: string, id: string) =>
  (
    await house
      .as(userId)
      .data<{ endSession: UserErrors & { endedSessionId: string | null } }>(
        'mutation ($id: ID!) { endSession(id: $id) { endedSessionId userErrors { code field message } } }',
        { id },
      )
  ).endSession;

test('live sessions are listed with device and address, latest seen first', async () => {
  const person = await account(house);
  const phone = sessionOf(
    (await signIn(from({ address: '192.0.2.7', userAgent: 'Browser/1' }), person.username, person.password, { device: " Ann's phone " })).tokens,
  );
  house.advance(minute);
  const laptop = sessionOf(
    (await signIn(from({ address: '192.0.2.8', userAgent: `Browser/2 ${'x'.repeat(500)}` }), person.username, person.password)).tokens,
  );
  const { nodes, totalCount } = await list(person.id, phone);
  expect(nodes).toMatchObject([
    { id: laptop, device: expect.stringMatching(/^Browser\/2 x{90}$/), address: '192.0.2.8', isCurrent: false },
    { id: phone, device: "Ann's phone", address: '192.0.2.7', isCurrent: true },
    { id: sessionOf(person.tokens), device: '', address: null },
  ]);
  expect(totalCount).toBe(3);
});

test('a refresh is seen, and makes a session the first of the list', async () => {
  const person = await account(house);
  house.advance(minute);
  await signIn(house, person.username, person.password);
  house.advance(minute);
  await refresh(house, person.tokens.refreshToken);
  const { nodes } = await list(person.id, sessionOf(person.tokens));
  expect(nodes[0]).toMatchObject({ id: sessionOf(person.tokens), isCurrent: true });
  expect(Date.parse(nodes[0]?.lastSeenAt ?? '')).toBeGreaterThanOrEqual(Date.parse(nodes[1]?.lastSeenAt ?? '') + minute);
});

test('the list is read in pages, each session once; another list gives it no cursor', async () => {
  const person = await account(house);
  for (let index = 0; index < 4; index += 1) await signIn(house, person.username, person.password);
  const seen: string[] = [];
  let after: string | undefined;
  for (let more = true; more; ) {
    const { nodes, pageInfo } = await list(person.id, '', { first: 2, after });
    seen.push(...nodes.map(({ id }) => id));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
  const foreign = Buffer.from(JSON.stringify(['followers', 1, seen[0]])).toString('base64url');
  await expect(list(person.id, '', { after: foreign })).rejects.toThrow('not a cursor of this list');
});

test('sessions that have ended or expired are not listed, and do not pile up', async () => {
  const person = await account(house);
  const { tokens } = await signIn(house, person.username, person.password);
  await endSession(person.id, sessionOf(person.tokens));
  expect((await list(person.id, sessionOf(tokens))).nodes.map(({ id }) => id)).toEqual([sessionOf(tokens)]);
  house.advance(61 * day);
  expect((await list(person.id, sessionOf(tokens))).nodes).toEqual([]);
  await signIn(house, person.username, person.password);
  expect(await house.deps.db.session.count({ where: { userId: person.id } })).toBe(1);
});

test("one ends one's own sessions one by one; nobody else's, and none twice", async () => {
  const [person, other] = [await account(house), await account(house)];
  const id = sessionOf(person.tokens);
  expect(codes(await endSession(other.id, id))).toEqual(['SESSION_NOT_FOUND']);
  expect(await endSession(person.id, id)).toEqual({ endedSessionId: id, userErrors: [] });
  expect(codes(await endSession(person.id, id))).toEqual(['SESSION_NOT_FOUND']);
  expect(codes(await refresh(house, person.tokens.refreshToken))).toEqual(['REFRESH_TOKEN_INVALID']);
});

test('ending all others leaves the session that asks', async () => {
  const [person, other] = [await account(house), await account(house)];
  const { tokens } = await signIn(house, person.username, person.password);
  await signIn(house, person.username, person.password);
  expect(await house.as(person.id, sessionOf(tokens)).data('mutation { endOtherSessions { endedCount } }')).toEqual({
    endOtherSessions: { endedCount: 2 },
  });
  expect((await list(person.id, sessionOf(tokens))).nodes.map(({ id }) => id)).toEqual([sessionOf(tokens)]);
  expect(codes(await refresh(house, other.tokens.refreshToken))).toEqual([]);
});
