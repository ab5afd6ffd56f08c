import { demoPassword } from '@ejazz/demo/world';
import type { GraphClient } from '@ejazz/testing/graph-client';
import { mailedToken } from '@ejazz/testing/mailed-token';
import { operation } from '@ejazz/testing/operations';
import { TOTP, URI } from 'otpauth';
import type { CountedWorld } from './world';

export type Perform = <T>(name: string, variables?: Record<string, unknown>, client?: GraphClient) => Promise<T>;

const email = 'ann@demo.ejazz.example';
const other = { password: 'quite another horse battery', reset: 'and another one with staples' };

/** What a person does with their account, with nobody in between. */
export async function performAccount(perform: Perform, { anonymous, mailbox }: CountedWorld): Promise<void> {
  await perform('Account');
  await anonymous.data(operation('SignIn'), { input: { login: 'ann', password: demoPassword } });
  const { viewer } = await perform<{ viewer: { sessions: { nodes: { id: string; isCurrent: boolean }[] } } }>('Sessions', { first: 20 });
  await perform('EndSession', { id: viewer.sessions.nodes.find(({ isCurrent }) => !isCurrent)?.id });
  await perform('EndOtherSessions');
  await perform('RequestEmailVerification');
  await perform('VerifyEmail', { input: { token: await mailedToken(mailbox, email, 'verify-email') } }, anonymous);
  await performTwoFactor(perform);
  await perform('ChangePassword', { input: { currentPassword: demoPassword, newPassword: other.password } });
  await perform('RequestPasswordReset', { input: { email } }, anonymous);
}

/** Two leave; nobody needs them any more. */
export async function performClosing(perform: Perform, { ben, cleo }: CountedWorld): Promise<void> {
  await perform('DeactivateAccount', { input: { password: demoPassword } }, ben);
  await perform('DeleteAccount', { input: { password: demoPassword } }, cleo);
}

/** Ends every session, so it comes last. */
export async function performReset(perform: Perform, { anonymous, mailbox }: CountedWorld): Promise<void> {
  await perform('ResetPassword', { input: { token: await mailedToken(mailbox, email, 'reset-password'), newPassword: other.reset } }, anonymous);
}

async function performTwoFactor(perform: Perform): Promise<void> {
  const { beginTwoFactor } = await perform<{ beginTwoFactor: { uri: string } }>('BeginTwoFactor', { input: { password: demoPassword } });
  const app = URI.parse(beginTwoFactor.uri);
  if (!(app instanceof TOTP)) throw new Error('It is no TOTP.');
  const { confirmTwoFactor } = await perform<{ confirmTwoFactor: { recoveryCodes: string[] } }>('ConfirmTwoFactor', {
    input: { code: app.generate() },
  });
  const { renewRecoveryCodes } = await perform<{ renewRecoveryCodes: { recoveryCodes: string[] } }>('RenewRecoveryCodes', {
    input: { password: demoPassword, secondFactor: confirmTwoFactor.recoveryCodes[0] },
  });
  await perform('DisableTwoFactor', { input: { password: demoPassword, secondFactor: renewRecoveryCodes.recoveryCodes[0] } });
}
