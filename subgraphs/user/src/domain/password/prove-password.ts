import { unauthenticated } from '@ejazz/platform/errors/fault';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Client } from '@ejazz/platform/request/client';
import type { Deps } from '../../deps';
import type { User } from '../../generated/prisma/client';
import { passwordMatches } from './passwords';

type ProofCode = 'PASSWORD_WRONG' | 'TOO_MANY_ATTEMPTS';

/** The person, if this is their password: for what a stolen access token alone must not do. `field` is the input field it came in. */
export async function provePassword(
  deps: Pick<Deps, 'db' | 'attempts'>,
  userId: string,
  password: string,
  { client, field }: { readonly client: Client; readonly field: string },
): Promise<Outcome<User, ProofCode>> {
  const tooMany = await deps.attempts.admit(userId, client);
  if (tooMany) return refused<ProofCode>(tooMany);
  const user = await deps.db.user.findUnique({ where: { id: userId } });
  if (!user) throw unauthenticated();
  if (!(await passwordMatches(user.passwordHash, password))) {
    return refused<ProofCode>(userError('PASSWORD_WRONG', ['input', field], 'This is not your password.'));
  }
  await deps.attempts.forgive(userId, client);
  return done(user);
}
