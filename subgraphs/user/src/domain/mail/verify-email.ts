import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Client } from '@ejazz/platform/request/client';
import type { Deps } from '../../deps';
import { takeMailedToken } from './mailed-token';

type RequestCode = 'ALREADY_VERIFIED' | 'TOO_MANY_ATTEMPTS';

/** Mails a link that proves one's own address once more. */
export async function requestEmailVerification(
  deps: Pick<Deps, 'db' | 'transact' | 'attempts' | 'mail'>,
  userId: string,
  client: Client,
): Promise<Outcome<true, RequestCode>> {
  const { emailVerifiedAt } = await deps.db.user.findUniqueOrThrow({ where: { id: userId } });
  if (emailVerifiedAt) return refused(userError('ALREADY_VERIFIED', null, 'Your address is verified.'));
  const tooMany = await deps.attempts.admitMail(userId, client);
  if (tooMany) return refused(tooMany);
  await deps.transact((unit) => deps.mail.enqueue(unit, { kind: 'VERIFY_EMAIL', recipient: userId }));
  return done(true);
}

/** The address is its owner's, if the person still has the one that the token was mailed to. */
export const verifyEmail = (deps: Pick<Deps, 'transact' | 'clock'>, token: string): Promise<Outcome<true, 'TOKEN_INVALID'>> =>
  deps.transact<Outcome<true, 'TOKEN_INVALID'>>(async ({ tx }) => {
    const taken = await takeMailedToken(tx, deps.clock, 'VERIFY_EMAIL', token);
    const where = { id: taken?.userId, email: taken?.email };
    const verified = taken ? await tx.user.updateMany({ where, data: { emailVerifiedAt: deps.clock.now() } }) : { count: 0 };
    if (verified.count === 1) return done(true);
    return refused(userError('TOKEN_INVALID', ['input', 'token'], 'This link has been used or is too old. Ask for another.'));
  });
