import { signViewer, viewerHeader } from '@ejazz/platform/viewer/signed-viewer';
import { anonymous } from '@ejazz/platform/viewer/viewer';
import { eventually } from '@ejazz/testing/eventually';
import { decode } from 'jsonwebtoken';
import { account, codes, present, refresh } from './accounts';
import { day, startUserService, type UserHouse } from './user-service';

let house: UserHouse;
const ended: string[] = [];
beforeAll(async () => {
  house = await startUserService();
  house.deps.pubsub.subscribe('session-revoked', (sessionId) => ended.push(sessionId));
});
afterAll(() => house.stop());

const second = 1_000;
const sessionOf = ({ tokens }: { tokens: { accessToken: string } }): string => (decode(tokens.accessToken) as { sid: string }).sid;
const isRevoked = async (sessionId: string) => (await house.deps.db.session.findUniqueOrThrow({ where: { id: sessionId } })).revokedAt !== null;

describe('a refresh', () => {
  test('gives new tokens of the same session', async () => {
    const person = await account(house);
    const refreshed = await refresh(house, person.tokens.refreshToken);
    expect(refreshed.userErrors).toEqual([]);
    const tokens = present(refreshed.tokens);
    expect(tokens.refreshToken).not.toBe(person.tokens.refreshToken);
    expect(decode(tokens.accessToken)).toMatchObject({ sub: person.id, sid: sessionOf(person), roles: [] });
    expect(codes(await refresh(house, tokens.refreshToken))).toEqual([]);
  });

  test('works again within the grace, in case its reply was lost', async () => {
    const { tokens } = await account(house);
    const first = present((await refresh(house, tokens.refreshToken)).tokens);
    house.advance(29 * second);
    const again = present((await refresh(house, tokens.refreshToken)).tokens);
    for (const { refreshToken } of [first, again]) expect(codes(await refresh(house, refreshToken))).toEqual([]);
  });

  test('with a token used before ends the session once the grace is over', async () => {
    const person = await account(house);
    const next = present((await refresh(house, person.tokens.refreshToken)).tokens);
    house.advance(31 * second);
    expect(await refresh(house, person.tokens.refreshToken)).toMatchObject({ tokens: null, userErrors: [{ code: 'REFRESH_TOKEN_REUSED' }] });
    expect(codes(await refresh(house, next.refreshToken))).toEqual(['REFRESH_TOKEN_INVALID']);
    expect(codes(await refresh(house, person.tokens.refreshToken))).toEqual(['REFRESH_TOKEN_INVALID']);
    await eventually(() => ended.includes(sessionOf(person)));
  });

  test('does not prolong the grace', async () => {
    const { tokens } = await account(house);
    for (const expected of [[], [], ['REFRESH_TOKEN_REUSED']]) {
      expect(codes(await refresh(house, tokens.refreshToken))).toEqual(expected);
      house.advance(20 * second);
    }
  });

  test('is refused with a token that is unknown or has expired', async () => {
    const { tokens } = await account(house);
    expect(codes(await refresh(house, 'unknown'))).toEqual(['REFRESH_TOKEN_INVALID']);
    house.advance(60 * day);
    expect(codes(await refresh(house, tokens.refreshToken))).toEqual(['REFRESH_TOKEN_INVALID']);
  });

  test('sent several times at once gives tokens each time and exchanges the token once', async () => {
    const { tokens } = await account(house);
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(house, tokens.refreshToken)));
    expect(answers.flatMap(codes)).toEqual([]);
    expect(new Set(answers.map((answer) => answer.tokens?.refreshToken)).size).toBe(8);
  });

  test('that fails leaves the token as it was', async () => {
    const { tokens } = await account(house);
    await house.deps.db.$executeRaw`ALTER TABLE refresh_token ADD CONSTRAINT broken CHECK (exchanged_at IS NOT NULL) NOT VALID`;
    await expect(refresh(house, tokens.refreshToken)).rejects.toThrow('Something went wrong');
    await house.deps.db.$executeRaw`ALTER TABLE refresh_token DROP CONSTRAINT broken`;
    house.advance(31 * second);
    expect(codes(await refresh(house, tokens.refreshToken))).toEqual([]);
  });

  test('removes what has expired of its session, so that a long one does not grow for ever', async () => {
    const person = await account(house);
    let { refreshToken } = person.tokens;
    for (let times = 0; times < 4; times += 1) {
      house.advance(40 * day);
      refreshToken = present((await refresh(house, refreshToken)).tokens).refreshToken;
    }
    expect(await house.deps.db.refreshToken.count({ where: { sessionId: sessionOf(person) } })).toBe(2);
  });

  test('never overtakes the end of its session', async () => {
    for (let times = 0; times < 10; times += 1) {
      const person = await account(house);
      const sid = sessionOf(person);
      const [refreshed] = await Promise.all([
        refresh(house, person.tokens.refreshToken),
        house.as(person.id, sid).data('mutation { signOut { ended } }'),
      ]);
      expect(await isRevoked(sid)).toBe(true);
      if (refreshed.tokens) expect(codes(await refresh(house, refreshed.tokens.refreshToken))).toEqual(['REFRESH_TOKEN_INVALID']);
    }
  });
});

describe('signing out', () => {
  const signOut = (userId: string, sessionId: string) => house.as(userId, sessionId).data('mutation { signOut { ended } }');
  const revokedSince = (since: string, headers: Record<string, string> = { [viewerHeader]: signViewer(anonymous, 'user', house.key) }) =>
    fetch(house.address(`/internal/revoked-sessions?since=${encodeURIComponent(since)}`), { headers });

  test('ends the session once, tells it at once, and its refresh token stops working', async () => {
    const person = await account(house);
    const sid = sessionOf(person);
    const elsewhere = present((await refresh(house, person.tokens.refreshToken)).tokens);
    expect(await signOut(person.id, sid)).toEqual({ signOut: { ended: true } });
    expect(await signOut(person.id, sid)).toEqual({ signOut: { ended: false } });
    expect(await isRevoked(sid)).toBe(true);
    expect(codes(await refresh(house, elsewhere.refreshToken))).toEqual(['REFRESH_TOKEN_INVALID']);
    await eventually(() => ended.includes(sid));
    expect(ended.filter((id) => id === sid)).toHaveLength(1);
  });

  test('leaves other sessions alone', async () => {
    const [one, other] = [await account(house), await account(house)];
    await signOut(one.id, sessionOf(one));
    expect(codes(await refresh(house, other.tokens.refreshToken))).toEqual([]);
  });

  test('is listed for gateways that catch up, since the moment they ask for', async () => {
    const person = await account(house);
    const sid = sessionOf(person);
    const before = house.deps.clock.now().toISOString();
    await signOut(person.id, sid);
    house.advance(1);
    const listed = (await (await revokedSince(before)).json()) as { sessions: { id: string; revokedAt: string }[] };
    expect(listed).toEqual({ sessions: [{ id: sid, revokedAt: expect.stringMatching(/^\d{4}-.*Z$/) }] });
    expect(await (await revokedSince(house.deps.clock.now().toISOString())).json()).toEqual({ sessions: [] });
  });

  test('is listed for nobody but a signed viewer, and from a well-formed moment', async () => {
    const now = new Date().toISOString();
    expect((await revokedSince(now, {})).status).toBe(401);
    expect((await revokedSince(now, { [viewerHeader]: signViewer(anonymous, 'post', house.key) })).status).toBe(401);
    expect((await revokedSince('yesterday')).status).toBe(400);
    expect(
      (await fetch(house.address('/internal/revoked-sessions'), { headers: { [viewerHeader]: signViewer(anonymous, 'user', house.key) } })).status,
    ).toBe(400);
  });
});
