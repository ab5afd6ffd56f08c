import { type UserError, userError } from '@ejazz/platform/errors/user-error';
import type { Deps } from '../../deps';
import { takeCode } from './recovery-codes';
import { periodOf } from './totp';

type SecondFactorCode = 'SECOND_FACTOR_REQUIRED' | 'SECOND_FACTOR_WRONG';

/** What is missing for a person who may have two-factor authentication on. A code that is right is used up. */
export async function checkSecondFactor(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  userId: string,
  given: string | null | undefined,
): Promise<UserError<SecondFactorCode> | undefined> {
  const authenticator = await db.authenticator.findUnique({ where: { userId } });
  if (!authenticator?.confirmedAt) return undefined;
  if (!given) return userError('SECOND_FACTOR_REQUIRED', ['input', 'secondFactor'], 'Enter a code of your authenticator app.');
  const code = given.replaceAll(' ', '');
  const right = (await takePeriod({ db }, userId, periodOf(authenticator.secret, code, clock.now()))) || (await takeCode(db, userId, code));
  return right ? undefined : userError('SECOND_FACTOR_WRONG', ['input', 'secondFactor'], 'This code is wrong, too old or used before.');
}

/** Uses a period's code up, and all before it: of two at once one gets it. */
export async function takePeriod(
  { db }: { readonly db: Pick<Deps['db'], 'authenticator'> },
  userId: string,
  period: number | undefined,
): Promise<boolean> {
  if (period === undefined) return false;
  return (await db.authenticator.updateMany({ where: { userId, lastPeriod: { lt: period } }, data: { lastPeriod: period } })).count === 1;
}
