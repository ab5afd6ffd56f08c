import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import { newId } from '@ejazz/platform/ids/id';
import type { Deps } from '../deps';
import { Prisma, type Role, type User } from '../generated/prisma/client';
import { hashPassword } from './passwords';
import { addressOf, checkDisplayName, checkEmail, checkPassword, checkUsername, handleOf } from './profile-rules';

export interface NewPerson {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly displayName?: string | null | undefined;
}

type SignUpCode = 'USERNAME_INVALID' | 'USERNAME_TAKEN' | 'EMAIL_INVALID' | 'EMAIL_TAKEN' | 'PASSWORD_INVALID' | 'DISPLAY_NAME_INVALID';

/** Creates a person after checking what they gave. */
export async function signUp(deps: Pick<Deps, 'db' | 'clock'>, person: NewPerson): Promise<Outcome<User, SignUpCode>> {
  const displayName = person.displayName ?? person.username;
  const faults = [checkUsername(person.username), checkEmail(person.email), checkPassword(person.password), checkDisplayName(displayName)].filter(
    (fault) => fault !== undefined,
  );
  if (faults.length > 0) return refused<SignUpCode>(...faults);
  const { username, email } = person;
  return createAccount(deps, { username, email, displayName, passwordHash: await hashPassword(person.password) });
}

export interface Account {
  readonly id?: string;
  readonly username: string;
  readonly email: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly bio?: string;
  readonly roles?: Role[];
}

/** Creates a person whose password is hashed already. */
export async function createAccount(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  account: Account,
): Promise<Outcome<User, 'USERNAME_TAKEN' | 'EMAIL_TAKEN'>> {
  const { id = newId('usr'), username, email, displayName, ...rest } = account;
  try {
    const data = {
      ...rest,
      id,
      username,
      handle: handleOf(username),
      email: addressOf(email),
      displayName: displayName.trim(),
      createdAt: clock.now(),
    };
    return done(await db.user.create({ data }));
  } catch (error) {
    const column = takenColumn(error);
    if (column === undefined) throw error;
    return column === 'email'
      ? refused(userError('EMAIL_TAKEN', ['input', 'email'], 'Somebody has this e-mail address.'))
      : refused(userError('USERNAME_TAKEN', ['input', 'username'], 'Somebody has this user name.'));
  }
}

/** The column of a broken unique constraint. */
function takenColumn(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return undefined;
  const text = JSON.stringify(error.meta ?? {});
  return text.includes('email') ? 'email' : 'handle';
}
