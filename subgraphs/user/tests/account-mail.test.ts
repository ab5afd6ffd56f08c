import { createMailbox, type ReceivedMail } from '@ejazz/launcher/mailbox/mailbox';
import { eventually } from '@ejazz/testing/eventually';
import { account, codes, present, refresh, signIn, type UserErrors } from './accounts';
import { day, minute, startInstance, startUserService, type UserHouse } from './user-service';

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

const mailsTo = (email: string, subject: string): ReceivedMail[] =>
  mailbox.mails().filter((mail) => mail.to.includes(email.toLowerCase()) && mail.subject === subject);
const tokenMailedTo = async (email: string, subject: string, count = 1): Promise<string> => {
  await eventually(() => mailsTo(email, subject).length === count);
  return present(/#token=(\S+)/.exec(present(mailsTo(email, subject)[0]).text)?.[1]);
};

async function mutate<T extends UserErrors = UserErrors>(
  field: string,
  input: object | undefined,
  fields: string,
  userId?: string,
  sessionId?: string,
): Promise<T> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation ${input ? `($input: ${type}!)` : ''} { ${field}${input ? '(input: $input)' : ''} { ${fields} userErrors { code field message } } }`;
  return present((await house.as(userId, sessionId).data<Record<string, T>>(document, input && { input }))[field]);
}

const newPassword = 'quite another horse battery';
const changePassword = (userId: string, currentPassword: string, next: string, sessionId?: string) =>
  mutate('changePassword', { currentPassword, newPassword: next }, 'viewer { id }', userId, sessionId);
const requestReset = (email: string) => mutate('requestPasswordReset', { email }, 'accepted');
const reset = (token: string, next = newPassword) => mutate('resetPassword', { token, newPassword: next }, 'reset');
const verify = (token: string) => mutate('verifyEmail', { token }, 'verified');
const emailVerified = async (userId: string) =>
  (await house.as(userId).data<{ viewer: { emailVerified: boolean } }>('{ viewer { emailVerified } }')).viewer.emailVerified;

describe('a change of password', () => {
  test('takes the present one, ends all other sessions and is told by mail', async () => {
    const person = await account(house);
    const other = present((await signIn(house, person.username, person.password)).tokens);
    const sid = JSON.parse(Buffer.from(present(person.tokens.accessToken.split('.')[1]), 'base64url').toString()).sid;
    expect(await changePassword(person.id, person.password, newPassword, sid)).toEqual({ viewer: { id: person.id }, userErrors: [] });
    expect(codes(await refresh(house, other.refreshToken))).toEqual(['REFRESH_TOKEN_INVALID']);
    expect(codes(await refresh(house, person.tokens.refreshToken))).toEqual([]);
    expect(codes(await signIn(house, person.username, person.password))).toEqual(['CREDENTIALS_WRONG']);
    expect(codes(await signIn(house, person.username, newPassword))).toEqual([]);
    await eventually(() => mailsTo(person.email, 'Your password was changed').length === 1);
  });

  test('is refused with another than the present one, after many of which no more are looked at', async () => {
    const person = await account(house);
    for (let index = 0; index < 10; index += 1) expect(codes(await changePassword(person.id, 'wrong', newPassword))).toEqual(['PASSWORD_WRONG']);
    expect(codes(await changePassword(person.id, person.password, newPassword))).toEqual(['TOO_MANY_ATTEMPTS']);
  });

  test.each(['password1', 'qwertyuiop', 'aaaaaaaaaa'])('is refused when it takes few guesses: %s', async (weak) => {
    const person = await account(house);
    expect(await changePassword(person.id, person.password, weak)).toMatchObject({
      userErrors: [{ code: 'PASSWORD_WEAK', field: ['input', 'newPassword'] }],
    });
    expect(codes(await changePassword(person.id, person.password, person.username.toLowerCase()))).toEqual(['PASSWORD_WEAK']);
    expect(codes(await changePassword(person.id, person.password, 'short'))).toEqual(['PASSWORD_INVALID']);
  });
});

describe('a reset of a password', () => {
  test('by the mailed link sets a new one, once, and ends all sessions', async () => {
    const person = await account(house);
    expect(await requestReset(person.email.toUpperCase())).toEqual({ accepted: true, userErrors: [] });
    const token = await tokenMailedTo(person.email, 'A new password');
    expect(codes(await reset(token, 'password1'))).toEqual(['PASSWORD_WEAK']);
    expect(await reset(token)).toEqual({ reset: true, userErrors: [] });
    expect(codes(await reset(token))).toEqual(['TOKEN_INVALID']);
    expect(codes(await refresh(house, person.tokens.refreshToken))).toEqual(['REFRESH_TOKEN_INVALID']);
    expect(codes(await signIn(house, person.email, newPassword))).toEqual([]);
  });

  test("of an address that is nobody's answers the same, and nothing is mailed", async () => {
    const person = await account(house);
    const answers = [await requestReset('nobody@example.net'), await requestReset(person.email)];
    expect(answers[0]).toEqual(answers[1]);
    await tokenMailedTo(person.email, 'A new password');
    await eventually(async () => (await house.deps.db.mail.count()) === 0);
    expect(mailsTo('nobody@example.net', 'A new password')).toEqual([]);
  });

  test('works for an hour, and of two links the later one alone', async () => {
    const person = await account(house);
    await requestReset(person.email);
    const first = await tokenMailedTo(person.email, 'A new password');
    await requestReset(person.email);
    const second = await tokenMailedTo(person.email, 'A new password', 2);
    expect(codes(await reset(first))).toEqual(['TOKEN_INVALID']);
    house.advance(61 * minute);
    expect(codes(await reset(second))).toEqual(['TOKEN_INVALID']);
    expect(codes(await reset('made up'))).toEqual(['TOKEN_INVALID']);
  });

  test('sent twice at once with one link happens once', async () => {
    const person = await account(house);
    await requestReset(person.email);
    const token = await tokenMailedTo(person.email, 'A new password');
    const answers = await Promise.all([reset(token), reset(token)]);
    expect(answers.flatMap(codes)).toEqual(['TOKEN_INVALID']);
  });

  test('is mailed to one address three times an hour at most', async () => {
    for (let index = 0; index < 3; index += 1) expect(codes(await requestReset('often@example.net'))).toEqual([]);
    expect(await requestReset('often@example.net')).toMatchObject({ accepted: false, userErrors: [{ code: 'TOO_MANY_ATTEMPTS' }] });
    expect(codes(await requestReset('not an address'))).toEqual(['EMAIL_INVALID']);
  });
});

describe('an e-mail address', () => {
  test('is verified by the link that signing up mails', async () => {
    const person = await account(house);
    expect(await emailVerified(person.id)).toBe(false);
    const token = await tokenMailedTo(person.email, 'Is this your address?');
    expect(await verify(token)).toEqual({ verified: true, userErrors: [] });
    expect(await emailVerified(person.id)).toBe(true);
    expect(codes(await verify(token))).toEqual(['TOKEN_INVALID']);
    expect(codes(await mutate('requestEmailVerification', undefined, 'accepted', person.id))).toEqual(['ALREADY_VERIFIED']);
  });

  test('is not verified by a token for another purpose, too old a one, or one of another address', async () => {
    const person = await account(house);
    await requestReset(person.email);
    expect(codes(await verify(await tokenMailedTo(person.email, 'A new password')))).toEqual(['TOKEN_INVALID']);
    const token = await tokenMailedTo(person.email, 'Is this your address?');
    await house.deps.db.user.update({ where: { id: person.id }, data: { email: `other-${person.email.toLowerCase()}` } });
    expect(codes(await verify(token))).toEqual(['TOKEN_INVALID']);
    await mutate('requestEmailVerification', undefined, 'accepted', person.id);
    const late = await tokenMailedTo(`other-${person.email}`, 'Is this your address?');
    house.advance(4 * day);
    expect(codes(await verify(late))).toEqual(['TOKEN_INVALID']);
  });
});

test('mail waits while there is no server to take it, and comes once there is', async () => {
  const away = createMailbox();
  await away.start();
  const smtpUrl = away.url;
  await away.stop();
  const apart = await startInstance({ ...house, smtpUrl });
  const without = await startInstance({ ...house, smtpUrl: undefined });
  try {
    const email = 'patient@example.org';
    await without.deps.db.user.update({ where: { id: (await without.person()).id }, data: { email } });
    await apart.deps.transact((unit) => apart.deps.mail.enqueue(unit, { kind: 'PASSWORD_CHANGED', recipient: email }));
    await eventually(async () => (await apart.deps.db.mail.findFirst({ where: { recipient: email, attempts: { gt: 0 } } })) !== null);
    house.advance(10 * minute);
    await house.deps.transact((unit) => house.deps.mail.enqueue(unit, { kind: 'PASSWORD_CHANGED', recipient: 'nobody@example.net' }));
    await eventually(() => mailsTo(email, 'Your password was changed').length === 1);
    await eventually(async () => (await house.deps.db.mail.count()) === 0);
  } finally {
    await apart.stop();
    await without.stop();
  }
});
