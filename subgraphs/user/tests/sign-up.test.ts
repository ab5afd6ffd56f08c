import { account, codes, present, signIn, signUp } from './accounts';
import { day, minute, startUserService, type UserHouse } from './user-service';

let house: UserHouse;
beforeAll(async () => {
  house = await startUserService();
});
afterAll(() => house.stop());

const fitting = { username: 'Fitting', email: 'fitting@example.org', password: 'long enough' };

test('a new person is signed in and found with what they gave', async () => {
  const input = { username: 'Ada_L', email: ' Ada@Example.org ', password: 'analytical', displayName: ' Ada Lovelace ' };
  const before = Date.now();
  const { viewer, tokens, userErrors } = await signUp(house, input);
  expect(userErrors).toEqual([]);
  expect(viewer).toMatchObject({
    id: expect.stringMatching(/^usr_/),
    email: 'ada@example.org',
    roles: [],
    user: { username: 'Ada_L', displayName: 'Ada Lovelace', bio: '', followerCount: 0, followingCount: 0, avatar: null },
  });
  const { accessTokenExpiresAt, refreshTokenExpiresAt } = present(tokens);
  const goodFor = (until: string) => new Date(until).getTime() - before;
  expect(Math.abs(goodFor(accessTokenExpiresAt) - 10 * minute)).toBeLessThan(minute);
  expect(Math.abs(goodFor(refreshTokenExpiresAt) - 60 * day)).toBeLessThan(minute);
});

test('the user name is shown when no display name is given', async () => {
  const { viewer } = await signUp(house, { ...fitting, username: 'Nameless', email: 'nameless@example.org' });
  expect(viewer?.user).toMatchObject({ displayName: 'Nameless' });
});

test('everything that is wrong is told at once, each with its field', async () => {
  const answer = await signUp(house, { username: 'a b', email: 'nowhere', password: 'short', displayName: ' ' });
  expect(answer).toMatchObject({ viewer: null, tokens: null });
  expect(answer.userErrors.map(({ code, field }) => [code, field])).toEqual([
    ['USERNAME_INVALID', ['input', 'username']],
    ['EMAIL_INVALID', ['input', 'email']],
    ['PASSWORD_INVALID', ['input', 'password']],
    ['DISPLAY_NAME_INVALID', ['input', 'displayName']],
  ]);
});

test.each([
  ['USERNAME_INVALID', { username: 'ab' }],
  ['USERNAME_INVALID', { username: 'a'.repeat(31) }],
  ['USERNAME_INVALID', { username: 'ünder' }],
  ['USERNAME_INVALID', { username: 'line\n' }],
  ['EMAIL_INVALID', { email: 'two@at@example.org' }],
  ['EMAIL_INVALID', { email: `${'a'.repeat(250)}@example.org` }],
  ['PASSWORD_INVALID', { password: '1234567' }],
  ['PASSWORD_INVALID', { password: 'x'.repeat(257) }],
  ['DISPLAY_NAME_INVALID', { displayName: 'x'.repeat(51) }],
])('%s for %j', async (code, fault) => {
  expect(codes(await signUp(house, { ...fitting, ...fault }))).toEqual([code]);
});

test('user name and e-mail address are unique without regard to case; both are told when both are taken', async () => {
  const { username, email } = await account(house);
  const taken = await signUp(house, { ...fitting, username: username.toUpperCase() });
  expect(taken.userErrors).toMatchObject([{ code: 'USERNAME_TAKEN', field: ['input', 'username'] }]);
  expect((await signUp(house, { ...fitting, email: email.toUpperCase() })).userErrors).toMatchObject([
    { code: 'EMAIL_TAKEN', field: ['input', 'email'] },
  ]);
  expect(codes(await signUp(house, { ...fitting, username, email }))).toEqual(['EMAIL_TAKEN', 'USERNAME_TAKEN']);
});

test('what is taken and what is malformed are told together', async () => {
  const { username } = await account(house);
  expect(codes(await signUp(house, { ...fitting, username, password: 'short' }))).toEqual(['PASSWORD_INVALID', 'USERNAME_TAKEN']);
});

test.each([
  ['user name', 'USERNAME_TAKEN', (index: number) => ({ username: index % 2 ? 'Contested' : 'contested', email: `contested${index}@example.org` })],
  ['e-mail address', 'EMAIL_TAKEN', (index: number) => ({ username: `Contested${index}`, email: index % 2 ? 'one@example.org' : 'ONE@example.org' })],
])('of several who sign up with the same %s at once exactly one wins', async (_what, code, person) => {
  const answers = await Promise.all([0, 1, 2, 3].map((index) => signUp(house, { ...fitting, ...person(index) })));
  expect(answers.filter(({ viewer }) => viewer)).toHaveLength(1);
  expect(answers.filter(({ viewer }) => !viewer).map(codes)).toEqual([[code], [code], [code]]);
});

test('a password works however its characters were composed', async () => {
  const { viewer } = await signUp(house, {
    ...fitting,
    username: 'Composed',
    email: 'composed@example.org',
    password: 'na\u00efvet\u00e9 \u00e0 part',
  });
  expect(viewer).not.toBeNull();
  expect(codes(await signIn(house, 'composed', 'nai\u0308vete\u0301 a\u0300 part'))).toEqual([]);
});

test('an account is not left behind without its session', async () => {
  await house.deps.db.$executeRaw`ALTER TABLE refresh_token ADD CONSTRAINT broken CHECK (false) NOT VALID`;
  const document = 'mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }';
  const input = { ...fitting, username: 'Halfway', email: 'halfway@example.org' };
  const { errors } = await house.anonymous.ask(document, { input });
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  await house.deps.db.$executeRaw`ALTER TABLE refresh_token DROP CONSTRAINT broken`;
  expect(codes(await signUp(house, input))).toEqual([]);
});

test('signing up, in and out works while the event bus is away', async () => {
  const lonely = await startUserService();
  try {
    await lonely.dropBus();
    const { id, username, password } = await account(lonely);
    expect(codes(await signIn(lonely, username, password))).toEqual([]);
    const session = present(await lonely.deps.db.session.findFirst({ where: { userId: id } }));
    expect(await lonely.as(id, session.id).data('mutation { signOut { ended } }')).toEqual({ signOut: { ended: true } });
  } finally {
    await lonely.stop();
  }
});
