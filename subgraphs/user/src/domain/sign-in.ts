import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps } from '../deps';
import type { User } from '../generated/prisma/client';
import { passwordMatches } from './passwords';
import { addressOf, handleOf, isEmail, isUsername } from './profile-rules';
import { type Issuer, openSession, type SignedIn } from './session';

/** Opens a session for the person with this user name or e-mail address and password. */
export async function signIn(deps: Issuer & Pick<Deps, 'db'>, login: string, password: string): Promise<Outcome<SignedIn, 'CREDENTIALS_WRONG'>> {
  const user = await personOf(deps, login);
  if (!(await passwordMatches(user?.passwordHash, password)) || !user) {
    return refused(userError('CREDENTIALS_WRONG', ['input'], 'User name, e-mail address or password is wrong.'));
  }
  return done(await openSession(deps, user));
}

async function personOf({ db }: Pick<Deps, 'db'>, login: string): Promise<User | null> {
  const [handle, email] = [handleOf(login), addressOf(login)];
  if (isUsername(handle)) return db.user.findUnique({ where: { handle } });
  return isEmail(email) ? db.user.findUnique({ where: { email } }) : null;
}
