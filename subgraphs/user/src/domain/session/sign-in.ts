import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Client } from '@ejazz/platform/request/client';
import type { Deps } from '../../deps';
import type { User } from '../../generated/prisma/client';
import { reopenAccount } from '../account/close-account';
import { passwordMatches } from '../password/passwords';
import { addressOf, handleOf, isEmail, isUsername } from '../profile-rules';
import { checkSecondFactor } from '../second-factor/check-second-factor';
import { deviceOf, type Issuer, openSession, type SignedIn } from './session';

export interface Credentials {
  /** User name or e-mail address. */
  readonly login: string;
  readonly password: string;
  readonly secondFactor?: string | null | undefined;
  readonly device?: string | null | undefined;
}

type SignInCode = 'CREDENTIALS_WRONG' | 'SECOND_FACTOR_REQUIRED' | 'SECOND_FACTOR_WRONG' | 'TOO_MANY_ATTEMPTS';

/** Opens a session for the person with this user name or e-mail address and password, and code where one is needed. */
export async function signIn(
  deps: Issuer & Pick<Deps, 'db' | 'transact' | 'attempts'>,
  { login, password, secondFactor, device }: Credentials,
  client: Client,
): Promise<Outcome<SignedIn, SignInCode>> {
  const user = await personOf(deps, login);
  const account = user?.id ?? addressOf(login);
  const tooMany = await deps.attempts.admit(account, client);
  if (tooMany) return refused<SignInCode>(tooMany);
  if (!(await passwordMatches(user?.passwordHash, password)) || !user) {
    return refused<SignInCode>(userError('CREDENTIALS_WRONG', ['input'], 'User name, e-mail address or password is wrong.'));
  }
  const fault = await checkSecondFactor(deps, user.id, secondFactor);
  if (fault) return refused<SignInCode>(fault);
  await deps.attempts.forgive(account, client);
  if (user.status === 'DEACTIVATED') await reopenAccount(deps, user.id);
  return done(await openSession(deps, user, { device: deviceOf(device, client), address: client.address }));
}

async function personOf({ db }: Pick<Deps, 'db'>, login: string): Promise<User | null> {
  const [handle, email] = [handleOf(login), addressOf(login)];
  if (isUsername(handle)) return db.user.findUnique({ where: { handle } });
  return isEmail(email) ? db.user.findUnique({ where: { email } }) : null;
}
