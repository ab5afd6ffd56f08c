import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps } from '../deps';
import type { User } from '../generated/prisma/client';
import { passwordMatches } from './passwords';
import { addressOf, handleOf } from './profile-rules';

/** The person with this user name or e-mail address and password. */
export async function signIn({ db }: Pick<Deps, 'db'>, login: string, password: string): Promise<Outcome<User, 'CREDENTIALS_WRONG'>> {
  const user = await db.user.findUnique({ where: login.includes('@') ? { email: addressOf(login) } : { handle: handleOf(login) } });
  if (!(await passwordMatches(user?.passwordHash, password)) || !user) {
    return refused(userError('CREDENTIALS_WRONG', ['input'], 'User name, e-mail address or password is wrong.'));
  }
  return done(user);
}
