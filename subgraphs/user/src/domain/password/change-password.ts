import { done, type Outcome, refused } from '@ejazz/platform/errors/user-error';
import type { Client } from '@ejazz/platform/request/client';
import type { Deps } from '../../deps';
import { endSessionsWithin } from '../session/session';
import { checkPassword } from './check-password';
import { hashPassword } from './passwords';
import { provePassword } from './prove-password';

type ChangeCode = 'PASSWORD_WRONG' | 'PASSWORD_INVALID' | 'PASSWORD_WEAK' | 'TOO_MANY_ATTEMPTS';

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Changes the password of a person who knows the present one, and ends all sessions but the one that asks. */
export async function changePassword(
  deps: Pick<Deps, 'db' | 'attempts' | 'transact' | 'clock' | 'pubsub' | 'mail'>,
  { userId, sessionId }: { readonly userId: string; readonly sessionId: string | undefined },
  { currentPassword, newPassword }: PasswordChange,
  client: Client,
): Promise<Outcome<{ readonly userId: string }, ChangeCode>> {
  const { value: user, userErrors } = await provePassword(deps, userId, currentPassword, { client, field: 'currentPassword' });
  if (!user) return refused<ChangeCode>(...userErrors);
  const fault = await checkPassword(newPassword, [user.handle, user.email, user.displayName], 'newPassword');
  if (fault) return refused<ChangeCode>(fault);
  const passwordHash = await hashPassword(newPassword);
  await deps.transact(async (unit) => {
    await unit.tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await unit.tx.mailedToken.deleteMany({ where: { userId, purpose: 'RESET_PASSWORD' } });
    await endSessionsWithin(unit, deps, { userId, ...(sessionId && { id: { not: sessionId } }) });
    await deps.mail.enqueue(unit, { kind: 'PASSWORD_CHANGED', recipient: userId });
  });
  return done({ userId });
}
