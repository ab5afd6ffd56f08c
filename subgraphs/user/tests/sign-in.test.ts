import { account, signIn } from './accounts';
import { startUserService, type UserHouse } from './user-service';

let house: UserHouse;
beforeAll(async () => {
  house = await startUserService();
});
afterAll(() => house.stop());

test('one signs in by user name or e-mail address, in any case', async () => {
  const { id, username, email, password } = await account(house);
  for (const login of [username, username.toUpperCase(), email, email.toUpperCase(), ` ${username} `, `@${username}`]) {
    expect(await signIn(house, login, password)).toMatchObject({ viewer: { id }, tokens: { accessToken: expect.any(String) }, userErrors: [] });
  }
});

test('each sign-in is a session of its own', async () => {
  const { id, username, password } = await account(house);
  await signIn(house, username, password);
  expect(await house.deps.db.session.count({ where: { userId: id } })).toBe(2);
});

test('a wrong password and an unknown person cannot be told apart', async () => {
  const { username, email, password } = await account(house);
  const wrong = await signIn(house, username, `${password}!`);
  expect(wrong).toMatchObject({ viewer: null, tokens: null, userErrors: [{ code: 'CREDENTIALS_WRONG', field: ['input'] }] });
  for (const [login, guess] of [
    [email, password.toUpperCase()],
    [username, ''],
    ['nobody', password],
    ['nobody@example.org', password],
    ['', ''],
    ['nul\u0000', password],
    ['nul\u0000@example.org', password],
  ] as const) {
    expect(await signIn(house, login, guess)).toEqual(wrong);
  }
});

test('passwords are kept as argon2id', async () => {
  const { id, password } = await account(house);
  const { passwordHash } = await house.deps.db.user.findUniqueOrThrow({ where: { id } });
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(passwordHash).not.toContain(password);
});
