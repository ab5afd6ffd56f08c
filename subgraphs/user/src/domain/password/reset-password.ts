import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Client } from '@ejazz/platform/request/client';
import type { Deps } from '../../deps';
import { takeMailedToken, userOfMailedToken } from '../mail/mailed-token';
import { addressOf, isEmail } from '../profile-rules';
import { endSessionsWithin } from '../session/session';
import { checkPassword } from './check-password';
import { hashPassword } from './passwords';

/** Mails a link for a new password. What is done here is the same whether or not the address is somebody's: that is found out when the mail is sent. */
export async function requestPasswordReset(
  deps: Pick<Deps, 'transact' | 'attempts' | 'mail'>,
  email: string,
  client: Client,
): Promise<Outcome<true, 'EMAIL_INVALID' | 'TOO_MANY_ATTEMPTS'>> {
  const recipient = addressOf(email);
  if (!isEmail(recipient)) return refused(userError('EMAIL_INVALID', ['input', 'email'], 'This is not an e-mail address.'));
  const tooMany = await deps.attempts.admitMail(recipient, client);
  if (tooMany) return refused(tooMany);
  await deps.transact((unit) => deps.mail.enqueue(unit, { kind: 'RESET_PASSWORD', recipient }));
  return done(true);
}

type ResetCode = 'TOKEN_INVALID' | 'PASSWORD_INVALID' | 'PASSWORD_WEAK';

/** Sets a new password for whom the token was mailed to, and ends all their sessions. The token works once; a refused password leaves it good. */
export async function resetPassword(
  deps: Pick<Deps, 'db' | 'transact' | 'clock' | 'pubsub' | 'mail'>,
  token: string,
  newPassword: string,
): Promise<Outcome<true, ResetCode>> {
  const invalid = () => refused<ResetCode>(userError('TOKEN_INVALID', ['input', 'token'], 'This link has been used or is too old. Ask for another.'));
  const user = await userOfMailedToken(deps, 'RESET_PASSWORD', token);
  if (!user) return invalid();
  const fault = await checkPassword(newPassword, [user.handle, user.email, user.displayName], 'newPassword');
  if (fault) return refused<ResetCode>(fault);
  const passwordHash = await hashPassword(newPassword);
  return deps.transact<Outcome<true, ResetCode>>(async (unit) => {
    const taken = await takeMailedToken(unit.tx, deps.clock, 'RESET_PASSWORD', token);
    if (!taken) return invalid();
    const { userId } = taken;
    await unit.tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await endSessionsWithin(unit, deps, { userId });
    await deps.mail.enqueue(unit, { kind: 'PASSWORD_CHANGED', recipient: userId });
    return done(true);
  });
}
