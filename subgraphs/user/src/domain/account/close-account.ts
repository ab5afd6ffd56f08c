import { done, type Outcome, refused } from '@ejazz/platform/errors/user-error';
import type { Client } from '@ejazz/platform/request/client';
import type { Deps } from '../../deps';
import { provePassword } from '../password/prove-password';
import { endSessionsWithin } from '../session/session';
import { changeAccount } from './change-account';

/** How long a person may come back before what they have deleted is gone. */
const graceMs = 30 * 86_400_000;

type Closing = Pick<Deps, 'db' | 'transact' | 'attempts' | 'clock' | 'pubsub' | 'mail'>;
type CloseCode = 'PASSWORD_WRONG' | 'TOO_MANY_ATTEMPTS';

interface Actor {
  readonly userId: string;
  readonly password: string;
  readonly client: Client;
}

/** Hides a person and everything of theirs until they sign in again, and ends all their sessions. */
export async function deactivateAccount(deps: Closing, actor: Actor): Promise<Outcome<true, CloseCode>> {
  const { value, userErrors } = await close(deps, actor, null);
  return value ? done(true) : refused(...userErrors);
}

/** The same, for good: after a time of grace everything of the account is erased, in all services. Gives when. */
export function deleteAccount(deps: Closing, actor: Actor): Promise<Outcome<{ readonly deleteAt: Date | null }, CloseCode>> {
  return close(deps, actor, new Date(deps.clock.now().getTime() + graceMs));
}

async function close(deps: Closing, { userId, password, client }: Actor, deleteAt: Date | null) {
  const proof = await provePassword(deps, userId, password, { client, field: 'password' });
  if (!proof.value) return refused<CloseCode>(...proof.userErrors);
  return deps.transact(async (unit) => {
    await changeAccount(unit, userId, { status: 'DEACTIVATED', deleteAt });
    await endSessionsWithin(unit, deps, { userId });
    if (deleteAt) await deps.mail.enqueue(unit, { kind: 'DELETION_BEGUN', recipient: userId });
    return done({ deleteAt });
  });
}

/** Who signs in again is back, with everything as it was. */
export const reopenAccount = ({ transact }: Pick<Deps, 'transact'>, userId: string): Promise<void> =>
  transact(async (unit) => {
    const [held] = await unit.tx.$queryRaw<{ status: string }[]>`SELECT status FROM "user" WHERE id = ${userId} FOR NO KEY UPDATE`;
    if (held?.status === 'DEACTIVATED') await changeAccount(unit, userId, { status: 'ACTIVE', deleteAt: null });
  });
