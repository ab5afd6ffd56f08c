import type { Client } from '@ejazz/platform/request/client';
import { account, codes, signIn } from './accounts';
import { startUserService, type UserHouse } from './user-service';

let house: UserHouse;
beforeAll(async () => {
  house = await startUserService();
});
afterAll(() => house.stop());

const from = (address: string) => ({ anonymous: house.as(undefined, undefined, { address, userAgent: '' } satisfies Client) });
const times = async (count: number, ask: () => Promise<unknown>) => {
  for (let index = 0; index < count; index += 1) await ask();
};

test('after ten wrong passwords from one address not even the right one opens the account, from there', async () => {
  const { username, email, password } = await account(house);
  await times(5, () => signIn(from('192.0.2.1'), username, 'wrong'));
  await times(5, () => signIn(from('192.0.2.1'), email, 'wrong'));
  const refused = await signIn(from('192.0.2.1'), username, password);
  expect(refused).toMatchObject({
    tokens: null,
    userErrors: [{ code: 'TOO_MANY_ATTEMPTS', message: expect.stringMatching(/Try again in \d+ minutes\./) }],
  });
  expect(codes(await signIn(from('192.0.2.2'), username, password))).toEqual([]);
});

test('attempts at an account from many addresses are counted together', async () => {
  const { username, password } = await account(house);
  for (let address = 0; address < 11; address += 1)
    await Promise.all(Array.from({ length: 10 }, () => signIn(from(`198.51.100.${address}`), username, '')));
  expect(codes(await signIn(from('203.0.113.1'), username, password))).toEqual(['TOO_MANY_ATTEMPTS']);
});

test('who signs in rightly has all attempts again', async () => {
  const { username, password } = await account(house);
  await times(3, async () => {
    await times(8, () => signIn(from('192.0.2.3'), username, 'wrong'));
    expect(codes(await signIn(from('192.0.2.3'), username, password))).toEqual([]);
  });
});

test('attempts at nobody are counted alike, so that being refused tells nothing', async () => {
  const refusals = async (login: string) => {
    const seen: string[] = [];
    for (let index = 0; index < 11; index += 1) seen.push(...codes(await signIn(from('192.0.2.4'), login, 'wrong')));
    return seen;
  };
  const { username } = await account(house);
  const somebody = await refusals(username);
  expect(await refusals('nobody_at_all')).toEqual(somebody);
  expect(await refusals('nul\u0000')).toEqual(somebody);
});
