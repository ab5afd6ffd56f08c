import { createMailbox } from '@ejazz/launcher/mailbox/mailbox';
import { eventually } from '@ejazz/testing/eventually';
import { TOTP, URI } from 'otpauth';
import { account, codes, present, signIn, type UserErrors } from './accounts';
import { startUserService, type UserHouse } from './user-service';

const mailbox = createMailbox();
let house: UserHouse;
beforeAll(async () => {
  await mailbox.start();
  house = await startUserService({ smtpUrl: mailbox.url });
});
afterAll(async () => {
  await house.stop();
  await mailbox.stop();
});

interface Begun extends UserErrors {
  readonly secret: string | null;
  readonly uri: string | null;
}

interface Codes extends UserErrors {
  readonly recoveryCodes: string[] | null;
}

async function mutate<T extends UserErrors>(userId: string, field: string, input: object, fields: string): Promise<T> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${field}(input: $input) { ${fields} userErrors { code field message } } }`;
  return present((await house.as(userId).data<Record<string, T>>(document, { input }))[field]);
}

const begin = (userId: string, password: string) => mutate<Begun>(userId, 'beginTwoFactor', { password }, 'secret uri');
const confirm = (userId: string, code: string) => mutate<Codes>(userId, 'confirmTwoFactor', { code }, 'recoveryCodes');
const twoFactor = async (userId: string) =>
  (
    await house
      .as(userId)
      .data<{ viewer: { twoFactor: { recoveryCodesLeft: number } | null } }>('{ viewer { twoFactor { enabledAt recoveryCodesLeft } } }')
  ).viewer.twoFactor;
/** What an authenticator app shows that has scanned the code. */
const appOf = (uri: string | null) => {
  const scanned = URI.parse(present(uri));
  if (!(scanned instanceof TOTP)) throw new Error('It is no TOTP.');
  return { code: () => scanned.generate({ timestamp: house.deps.clock.now().getTime() }) };
};
const period = 30_000;

async function protectedAccount() {
  const person = await account(house);
  const app = appOf((await begin(person.id, person.password)).uri);
  const recoveryCodes = present((await confirm(person.id, app.code())).recoveryCodes);
  house.advance(period);
  return { ...person, app, recoveryCodes };
}

test('is on once the first code is seen: ten recovery codes, and a mail', async () => {
  const person = await account(house);
  const begun = await begin(person.id, person.password);
  expect(begun.uri).toMatch(new RegExp(`^otpauth://totp/Ejazz:${person.username}\\?.*secret=${begun.secret}`));
  expect(await twoFactor(person.id)).toBeNull();
  expect(codes(await signIn(house, person.username, person.password))).toEqual([]);
  expect(codes(await confirm(person.id, '000000'))).toEqual(['SECOND_FACTOR_WRONG']);
  const { recoveryCodes } = await confirm(person.id, appOf(begun.uri).code());
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(await twoFactor(person.id)).toMatchObject({ recoveryCodesLeft: 10 });
  await eventually(() =>
    mailbox.mails().some(({ to, subject }) => to.includes(person.email.toLowerCase()) && subject === 'Two-factor authentication is on'),
  );
  expect(codes(await begin(person.id, person.password))).toEqual(['TWO_FACTOR_ON']);
  expect(codes(await confirm(person.id, '123456'))).toEqual(['NOT_BEGUN']);
});

test('then signing in takes a code, each once', async () => {
  const { username, password, app } = await protectedAccount();
  expect(await signIn(house, username, password)).toMatchObject({ tokens: null, viewer: null, userErrors: [{ code: 'SECOND_FACTOR_REQUIRED' }] });
  expect(codes(await signIn(house, username, 'wrong', { secondFactor: app.code() }))).toEqual(['CREDENTIALS_WRONG']);
  const code = app.code();
  expect(codes(await signIn(house, username, password, { secondFactor: `${code.slice(0, 3)} ${code.slice(3)}` }))).toEqual([]);
  expect(codes(await signIn(house, username, password, { secondFactor: code }))).toEqual(['SECOND_FACTOR_WRONG']);
  house.advance(period);
  const both = await Promise.all([0, 1].map(() => signIn(house, username, password, { secondFactor: app.code() })));
  expect(both.flatMap(codes)).toEqual(['SECOND_FACTOR_WRONG']);
});

test('a clock that differs by half a minute is forgiven, by more not', async () => {
  const { username, password, app } = await protectedAccount();
  const old = app.code();
  house.advance(period);
  expect(codes(await signIn(house, username, password, { secondFactor: old }))).toEqual([]);
  const older = app.code();
  house.advance(3 * period);
  expect(codes(await signIn(house, username, password, { secondFactor: older }))).toEqual(['SECOND_FACTOR_WRONG']);
});

test('a recovery code signs in once, however it is typed', async () => {
  const { id, username, password, recoveryCodes } = await protectedAccount();
  const code = present(recoveryCodes[0]);
  expect(codes(await signIn(house, username, password, { secondFactor: code.toUpperCase().replace('-', ' ') }))).toEqual([]);
  expect(codes(await signIn(house, username, password, { secondFactor: code }))).toEqual(['SECOND_FACTOR_WRONG']);
  expect(await twoFactor(id)).toMatchObject({ recoveryCodesLeft: 9 });
});

test('codes are guessed at ten times at most', async () => {
  const { username, password, app } = await protectedAccount();
  for (let index = 0; index < 10; index += 1) await signIn(house, username, password, { secondFactor: `00000${index}` });
  expect(codes(await signIn(house, username, password, { secondFactor: app.code() }))).toEqual(['TOO_MANY_ATTEMPTS']);
});

test('switching it off, and new recovery codes, take password and code', async () => {
  const { id, username, password, app, recoveryCodes } = await protectedAccount();
  const disable = (proof: object) => mutate(id, 'disableTwoFactor', proof, 'viewer { id }');
  const renew = (proof: object) => mutate<Codes>(id, 'renewRecoveryCodes', proof, 'recoveryCodes');
  expect(codes(await disable({ password: 'wrong', secondFactor: app.code() }))).toEqual(['PASSWORD_WRONG']);
  expect(codes(await disable({ password, secondFactor: '' }))).toEqual(['SECOND_FACTOR_WRONG']);
  const renewed = present((await renew({ password, secondFactor: app.code() })).recoveryCodes);
  expect(codes(await signIn(house, username, password, { secondFactor: recoveryCodes[0] }))).toEqual(['SECOND_FACTOR_WRONG']);
  expect(codes(await disable({ password, secondFactor: renewed[0] }))).toEqual([]);
  expect(await twoFactor(id)).toBeNull();
  expect(codes(await signIn(house, username, password))).toEqual([]);
  expect(codes(await renew({ password, secondFactor: renewed[1] }))).toEqual(['TWO_FACTOR_OFF']);
});

test('beginning takes the password, and begins anew until it is confirmed', async () => {
  const person = await account(house);
  expect(await begin(person.id, 'wrong')).toMatchObject({ secret: null, uri: null, userErrors: [{ code: 'PASSWORD_WRONG' }] });
  const first = await begin(person.id, person.password);
  const second = await begin(person.id, person.password);
  expect(codes(await confirm(person.id, appOf(first.uri).code()))).toEqual(['SECOND_FACTOR_WRONG']);
  expect(codes(await confirm(person.id, appOf(second.uri).code()))).toEqual([]);
});
