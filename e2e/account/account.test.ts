import { eventually } from '@ejazz/testing/eventually';
import { createGraphClient, type GraphClient } from '@ejazz/testing/graph-client';
import { startHouse, type TestHouse } from '@ejazz/testing/house';
import { mailedToken } from '@ejazz/testing/mailed-token';
import { operation } from '@ejazz/testing/operations';
import { type Person, passwordOf, signUp } from '@ejazz/testing/people';
import { type TOTP, URI } from 'otpauth';

let house: TestHouse;
let ann: Person;
let anonymous: GraphClient;
beforeAll(async () => {
  house = await startHouse();
  anonymous = createGraphClient(house.url);
  ann = await signUp(house.url, 'ann');
});
afterAll(() => house.remove());

interface SignedIn {
  readonly signIn: { readonly tokens: { readonly accessToken: string } | null; readonly userErrors: readonly { readonly code: string }[] };
}

const signIn = (password: string, secondFactor?: string) =>
  anonymous.data<SignedIn>(operation('SignIn'), { input: { login: 'ann@example.org', password, secondFactor } }).then(({ signIn: answer }) => answer);

test('a person proves the address, protects the account with a second factor, and finds strange sessions to end', async () => {
  const token = await mailedToken(house.mailbox, 'ann@example.org', 'verify-email');
  await anonymous.data(operation('VerifyEmail'), { input: { token } });
  expect(await ann.data(operation('Account'))).toMatchObject({ viewer: { email: 'ann@example.org', emailVerified: true, twoFactor: null } });

  const { beginTwoFactor } = await ann.data<{ beginTwoFactor: { uri: string } }>(operation('BeginTwoFactor'), {
    input: { password: passwordOf('ann') },
  });
  const app = URI.parse(beginTwoFactor.uri) as TOTP;
  const { confirmTwoFactor } = await ann.data<{ confirmTwoFactor: { recoveryCodes: string[] } }>(operation('ConfirmTwoFactor'), {
    input: { code: app.generate() },
  });
  expect(await signIn(passwordOf('ann'))).toMatchObject({ tokens: null, userErrors: [{ code: 'SECOND_FACTOR_REQUIRED' }] });
  const strange = await signIn(passwordOf('ann'), confirmTwoFactor.recoveryCodes[0]);
  const stranger = createGraphClient(house.url, strange.tokens?.accessToken ?? '');

  const { viewer } = await ann.data<{ viewer: { sessions: { nodes: { id: string; device: string; address: string; isCurrent: boolean }[] } } }>(
    operation('Sessions'),
  );
  expect(viewer.sessions.nodes).toHaveLength(2);
  expect(viewer.sessions.nodes.map(({ device, address }) => [device, address])).toEqual([
    ['node', '127.0.0.1'],
    ['node', '127.0.0.1'],
  ]);
  await ann.data(operation('EndSession'), { id: viewer.sessions.nodes.find(({ isCurrent }) => !isCurrent)?.id });
  await eventually(async () => {
    expect((await stranger.ask('{ viewer { id } }')).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });
});

test('who forgets the password sets another by mail, and is signed out everywhere', async () => {
  const ben = await signUp(house.url, 'ben');
  await anonymous.data(operation('RequestPasswordReset'), { input: { email: 'ben@example.org' } });
  const token = await mailedToken(house.mailbox, 'ben@example.org', 'reset-password');
  const reset = { input: { token, newPassword: 'quite another horse battery' } };
  expect(await anonymous.data(operation('ResetPassword'), reset)).toMatchObject({ resetPassword: { reset: true } });
  expect(await anonymous.data(operation('ResetPassword'), reset)).toMatchObject({
    resetPassword: { reset: false, userErrors: [{ code: 'TOKEN_INVALID' }] },
  });
  await eventually(async () => {
    expect((await ben.ask('{ viewer { id } }')).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });
});
