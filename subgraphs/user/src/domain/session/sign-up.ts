import { handleDigest } from '@ejazz/events/handle-digest';
import { userNamed } from '@ejazz/events/user';
import { done, type Outcome, refused, type UserError, userError } from '@ejazz/platform/errors/user-error';
import { newId } from '@ejazz/platform/ids/id';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Client } from '@ejazz/platform/request/client';
import type { Deps, Tx } from '../../deps';
import { Prisma, type Role, type User } from '../../generated/prisma/client';
import { checkPassword } from '../password/check-password';
import { hashPassword } from '../password/passwords';
import { addressOf, checkDisplayName, checkEmail, checkUsername, handleOf } from '../profile-rules';
import { deviceOf, type Issuer, mintSession, type SignedIn } from './session';

export interface NewPerson {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly displayName?: string | null | undefined;
  readonly device?: string | null | undefined;
}

type TakenCode = 'USERNAME_TAKEN' | 'EMAIL_TAKEN';
type SignUpCode = TakenCode | 'USERNAME_INVALID' | 'EMAIL_INVALID' | 'PASSWORD_INVALID' | 'PASSWORD_WEAK' | 'DISPLAY_NAME_INVALID';

/** Creates a person after checking what they gave, and signs them in: both or neither. */
export async function signUp(
  deps: Issuer & Pick<Deps, 'db' | 'transact' | 'mail'>,
  person: NewPerson,
  client: Client,
): Promise<Outcome<SignedIn, SignUpCode>> {
  const { username, email, password, displayName = null } = person;
  const [badName, badEmail] = [checkUsername(username), checkEmail(email)];
  // What is taken is looked up before the costly hash; only what is well-formed can be.
  const taken = await whatIsTaken(deps, { username: badName ? undefined : username, email: badEmail ? undefined : email });
  const badPassword = await checkPassword(password, [username, email, displayName ?? ''], 'password');
  const faults = [badName, badEmail, ...taken, badPassword, displayName === null ? undefined : checkDisplayName(displayName)];
  const found = faults.filter((fault) => fault !== undefined);
  if (found.length > 0) return refused<SignUpCode>(...found);
  const id = newId('usr');
  const { tokens, row } = mintSession(deps, { id, roles: [] }, { device: deviceOf(person.device, client), address: client.address });
  const account = { id, username, email, displayName: displayName ?? username, passwordHash: await hashPassword(password) };
  const insert = (data: Prisma.UserCreateInput) =>
    deps.transact(async (unit) => {
      const user = await addPerson(unit, { ...data, sessions: { create: row } });
      await deps.mail.enqueue(unit, { kind: 'VERIFY_EMAIL', recipient: id });
      return user;
    });
  const { value, userErrors } = await createAccount(deps, account, insert);
  return value ? done({ userId: id, tokens }) : refused<SignUpCode>(...userErrors);
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
  { db, clock, transact }: Pick<Deps, 'db' | 'clock' | 'transact'>,
  account: Account,
  insert: (data: Prisma.UserCreateInput) => Promise<User> = (data) => transact((unit) => addPerson(unit, data)),
): Promise<Outcome<User, TakenCode>> {
  const { id = newId('usr'), username, email, displayName, ...rest } = account;
  const data = {
    ...rest,
    id,
    username,
    handle: handleOf(username),
    email: addressOf(email),
    displayName: displayName.trim(),
    createdAt: clock.now(),
  };
  try {
    return done(await insert(data));
  } catch (error) {
    const taken = isUniqueViolation(error) ? await whatIsTaken({ db, clock }, account) : [];
    if (taken.length === 0) throw error;
    return refused(...taken);
  }
}

/** Writes a person down and tells by which name they can be mentioned. */
async function addPerson({ tx, emit }: Pick<UnitOfWork<Tx>, 'tx' | 'emit'>, data: Prisma.UserCreateInput): Promise<User> {
  const user = await tx.user.create({ data });
  emit(userNamed, { userId: user.id, handleDigest: handleDigest(user.handle) });
  return user;
}

/** A broken constraint names one column only; both may be taken, and people want to hear of both. */
async function whatIsTaken(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  wanted: { username?: string | undefined; email?: string | undefined },
): Promise<UserError<TakenCode>[]> {
  const handle = wanted.username === undefined ? [] : [handleOf(wanted.username)];
  const email = wanted.email === undefined ? [] : [addressOf(wanted.email)];
  const where = { OR: [{ handle: { in: handle } }, { email: { in: email } }] };
  const holders = await db.user.findMany({ where, select: { handle: true, email: true } });
  const isRetired = (await db.retiredHandle.count({ where: { handle: { in: handle }, until: { gt: clock.now() } } })) > 0;
  return [
    ...(isRetired || holders.some((holder) => handle.includes(holder.handle))
      ? [userError('USERNAME_TAKEN' as const, ['input', 'username'], 'Somebody has this user name.')]
      : []),
    ...(holders.some((holder) => email.includes(holder.email))
      ? [userError('EMAIL_TAKEN' as const, ['input', 'email'], 'Somebody has this e-mail address.')]
      : []),
  ];
}

const isUniqueViolation = (error: unknown): boolean => error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
