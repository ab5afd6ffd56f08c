import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Client } from '@ejazz/platform/request/client';
import type { Deps, Tx } from '../../deps';
import { provePassword } from '../password/prove-password';
import { checkSecondFactor, takePeriod } from './check-second-factor';
import { renewCodes } from './recovery-codes';
import { newSecret, periodOf, totpUri } from './totp';

type Owns = Pick<Deps, 'db' | 'attempts' | 'transact' | 'clock' | 'mail'>;
type ProofCode = 'PASSWORD_WRONG' | 'TOO_MANY_ATTEMPTS';
type BeginCode = ProofCode | 'TWO_FACTOR_ON';
type ConfirmCode = 'SECOND_FACTOR_WRONG' | 'NOT_BEGUN' | 'TOO_MANY_ATTEMPTS';
type ChangeCode = ProofCode | 'SECOND_FACTOR_WRONG' | 'TWO_FACTOR_OFF';

export interface Proof {
  readonly password: string;
  readonly secondFactor: string;
}

export interface SharedSecret {
  readonly secret: string;
  readonly uri: string;
}

/** A new secret, in place of one that was never confirmed. */
export async function beginTwoFactor(deps: Owns, userId: string, password: string, client: Client): Promise<Outcome<SharedSecret, BeginCode>> {
  const { value: user, userErrors } = await provePassword(deps, userId, password, { client, field: 'password' });
  if (!user) return refused<BeginCode>(...userErrors);
  const secret = newSecret();
  const begun = await deps.db.$executeRaw`
    INSERT INTO authenticator (user_id, secret) VALUES (${userId}, ${secret})
    ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, last_period = 0 WHERE authenticator.confirmed_at IS NULL`;
  if (begun === 0) return refused<BeginCode>(userError('TWO_FACTOR_ON', null, 'Two-factor authentication is on. Switch it off first.'));
  return done({ secret, uri: totpUri(secret, user.username) });
}

/** Switches it on: the first code shows that the app has the secret. */
export async function confirmTwoFactor(deps: Owns, userId: string, code: string, client: Client): Promise<Outcome<string[], ConfirmCode>> {
  const tooMany = await deps.attempts.admit(userId, client);
  if (tooMany) return refused<ConfirmCode>(tooMany);
  const wrong = () => refused<ConfirmCode>(userError('SECOND_FACTOR_WRONG', ['input', 'code'], 'This code is wrong or too old.'));
  return deps.transact<Outcome<string[], ConfirmCode>>(async (unit) => {
    const begun = await unit.tx.authenticator.findUnique({ where: { userId, confirmedAt: null } });
    if (!begun) return refused<ConfirmCode>(userError('NOT_BEGUN', null, 'There is nothing to confirm.'));
    const period = periodOf(begun.secret, code.replaceAll(' ', ''), deps.clock.now());
    if (!(await takePeriod({ db: unit.tx }, userId, period))) return wrong();
    await unit.tx.authenticator.update({ where: { userId }, data: { confirmedAt: deps.clock.now() } });
    await deps.mail.enqueue(unit, { kind: 'TWO_FACTOR_ON', recipient: userId });
    await deps.attempts.forgive(userId, client);
    return done(await renewCodes(unit.tx, userId));
  });
}

export const disableTwoFactor = (deps: Owns, userId: string, proof: Proof, client: Client): Promise<Outcome<true, ChangeCode>> =>
  proven(deps, userId, proof, client, () =>
    deps.transact(async (unit) => {
      await unit.tx.authenticator.deleteMany({ where: { userId } });
      await unit.tx.recoveryCode.deleteMany({ where: { userId } });
      await deps.mail.enqueue(unit, { kind: 'TWO_FACTOR_OFF', recipient: userId });
      return true as const;
    }),
  );

export const renewRecoveryCodes = (deps: Owns, userId: string, proof: Proof, client: Client): Promise<Outcome<string[], ChangeCode>> =>
  proven(deps, userId, proof, client, () => deps.transact(({ tx }: { tx: Tx }) => renewCodes(tx, userId)));

async function proven<T>(deps: Owns, userId: string, proof: Proof, client: Client, act: () => Promise<T>): Promise<Outcome<T, ChangeCode>> {
  const { value: user, userErrors } = await provePassword(deps, userId, proof.password, { client, field: 'password' });
  if (!user) return refused<ChangeCode>(...userErrors);
  const on = await deps.db.authenticator.count({ where: { userId, confirmedAt: { not: null } } });
  if (on === 0) return refused<ChangeCode>(userError('TWO_FACTOR_OFF', null, 'Two-factor authentication is off.'));
  const fault = await checkSecondFactor(deps, userId, proof.secondFactor || ' ');
  if (fault) return refused<ChangeCode>(userError('SECOND_FACTOR_WRONG', fault.field, fault.message));
  return done(await act());
}

/** Since when it is on, and how many recovery codes are left; null when it is off. */
export async function twoFactorOf({ db }: Pick<Deps, 'db'>, userId: string): Promise<{ enabledAt: Date; recoveryCodesLeft: number } | null> {
  const [authenticator, recoveryCodesLeft] = await Promise.all([
    db.authenticator.findUnique({ where: { userId } }),
    db.recoveryCode.count({ where: { userId } }),
  ]);
  return authenticator?.confirmedAt ? { enabledAt: authenticator.confirmedAt, recoveryCodesLeft } : null;
}
