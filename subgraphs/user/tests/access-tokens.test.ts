import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { decode, type JwtPayload, verify } from 'jsonwebtoken';
import { account, present, refresh, signIn } from './accounts';
import { day, minute, startInstance, startUserService } from './user-service';

type Instance = Pick<Awaited<ReturnType<typeof startInstance>>, 'address' | 'deps'>;
type Key = JsonWebKey & { kid: string };

async function listedKeys({ address }: Instance): Promise<Key[]> {
  const response = await fetch(address('/.well-known/jwks.json'));
  expect(response.status).toBe(200);
  return ((await response.json()) as { keys: Key[] }).keys;
}

const keyIdOf = (token: string) => present(decode(token, { complete: true })).header.kid;

async function verified(instance: Instance, token: string): Promise<JwtPayload> {
  const key = present((await listedKeys(instance)).find(({ kid }) => kid === keyIdOf(token)));
  const clockTimestamp = Math.floor(instance.deps.clock.now().getTime() / 1000);
  const options = { algorithms: ['ES256' as const], issuer: 'ejazz', audience: 'ejazz', clockTimestamp };
  return verify(token, createPublicKey({ format: 'jwk', key }), options) as JwtPayload;
}

test('an access token is verified with the listed keys, which hold nothing secret', async () => {
  const house = await startUserService();
  try {
    const { id, tokens } = await account(house);
    const claims = await verified(house, tokens.accessToken);
    expect(claims).toMatchObject({ sub: id, sid: expect.stringMatching(/^ses_/), roles: [], iss: 'ejazz', aud: 'ejazz' });
    expect(new Date(present(claims.exp) * 1000).toISOString()).toBe(tokens.accessTokenExpiresAt);
    const keys = await listedKeys(house);
    expect(keys).toEqual([
      { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: expect.any(String), x: expect.any(String), y: expect.any(String) },
    ]);
  } finally {
    await house.stop();
  }
});

test('a token tells the roles that the person has when it is made', async () => {
  const house = await startUserService();
  try {
    const { id, tokens } = await account(house);
    await house.deps.db.user.update({ where: { id }, data: { roles: ['MODERATOR'] } });
    const refreshed = present((await refresh(house, tokens.refreshToken)).tokens);
    expect(await verified(house, refreshed.accessToken)).toMatchObject({ roles: ['MODERATOR'] });
  } finally {
    await house.stop();
  }
});

test('keys are replaced after 30 days, listed until their last tokens are gone, and then removed', async () => {
  const house = await startUserService();
  try {
    const { username, password, tokens } = await account(house);
    const first = keyIdOf(tokens.accessToken);
    house.advance(30 * day - minute);
    expect((await listedKeys(house)).map(({ kid }) => kid)).toEqual([first]);
    const last = present((await signIn(house, username, password)).tokens);
    expect(keyIdOf(last.accessToken)).toBe(first);

    house.advance(2 * minute);
    const [newest, old] = await listedKeys(house);
    expect(old?.kid).toBe(first);
    expect(newest?.kid).not.toBe(first);
    expect(await verified(house, last.accessToken)).toMatchObject({ iss: 'ejazz' });
    // Gateways hear of a key before it signs.
    expect(keyIdOf(present((await signIn(house, username, password)).tokens).accessToken)).toBe(first);
    house.advance(10 * minute);
    expect(await listedKeys(house)).toEqual([newest, old]);
    expect(keyIdOf(present((await signIn(house, username, password)).tokens).accessToken)).toBe(newest?.kid);

    house.advance(30 * day);
    const kids = (await listedKeys(house)).map(({ kid }) => kid);
    expect(kids).toHaveLength(2);
    expect(kids).toContain(newest?.kid);
    expect((await house.deps.db.signingKey.findMany()).map(({ id }) => id).sort()).toEqual(kids.sort());
  } finally {
    await house.stop();
  }
});

test('instances that start together on an empty database share one key, and know the tokens of each other', async () => {
  const [database, bus] = await Promise.all([createTestDatabase('user'), createTestDatabase('bus')]);
  const databases = { databaseUrl: database.url, busUrl: bus.url };
  const instances = await Promise.all([startInstance(databases), startInstance(databases), startInstance(databases)]);
  const [one, other, third] = instances;
  try {
    const { username, password, tokens } = await account(one);
    const elsewhere = present((await signIn(other, username, password)).tokens);
    expect(await verified(third, tokens.accessToken)).toMatchObject({ iss: 'ejazz' });
    expect(await verified(one, elsewhere.accessToken)).toMatchObject({ iss: 'ejazz' });
    expect(await listedKeys(one)).toHaveLength(1);

    for (const instance of instances) instance.advance(31 * day);
    const listed = await Promise.all(instances.map(listedKeys));
    expect(new Set(listed.map((keys) => keys.map(({ kid }) => kid).join())).size).toBe(1);
  } finally {
    await Promise.all(instances.map((instance) => instance.stop()));
    await Promise.all([database.drop(), bus.drop()]);
  }
});
