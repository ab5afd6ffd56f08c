import { type UserError, userError } from '@ejazz/platform/errors/user-error';
import type { RateLimit } from '@ejazz/platform/rate-limit/rate-limit';
import type { Client } from '@ejazz/platform/request/client';
import type { Deps } from '../../deps';
import { hashToken } from './session';

const minute = 60;
const hour = 60 * minute;

/** How often secrets may be guessed at before the guesser has to wait. A right guess gives an account its attempts back. */
export function createAttempts(rateLimit: Deps['rateLimit']) {
  const fromOneAddress = rateLimit({ name: 'attempts-from-address', points: 10, seconds: 15 * minute });
  const fromAnywhere = rateLimit({ name: 'attempts', points: 100, seconds: hour });
  const mailsToOne = rateLimit({ name: 'mails-to-one', points: 3, seconds: hour });
  const mailsFromOne = rateLimit({ name: 'mails-from-one', points: 20, seconds: hour });
  return {
    /** Counts an attempt at an account: somebody's id, or what stands for nobody's. */
    admit: (account: string, { address }: Client) =>
      admitted([
        [fromOneAddress, `${account}|${address}`],
        [fromAnywhere, account],
      ]),
    async forgive(account: string, { address }: Client): Promise<void> {
      await Promise.all([fromOneAddress.forgive(keyOf(`${account}|${address}`)), fromAnywhere.forgive(keyOf(account))]);
    },
    /** Counts a mail that somebody asks for. */
    admitMail: (recipient: string, { address }: Client) =>
      admitted([[mailsToOne, recipient], ...(address ? [[mailsFromOne, address] as const] : [])]),
  };
}

export type Attempts = ReturnType<typeof createAttempts>;

/** What people type can be of any length and any characters. */
const keyOf = hashToken;

async function admitted(asked: readonly (readonly [RateLimit, string])[]): Promise<UserError<'TOO_MANY_ATTEMPTS'> | undefined> {
  const verdicts = await Promise.all(asked.map(([limit, key]) => limit.consume(keyOf(key))));
  const refusals = verdicts.filter(({ allowed }) => !allowed).map(({ resetAt }) => resetAt.getTime());
  if (refusals.length === 0) return undefined;
  const minutes = Math.max(1, Math.ceil((Math.max(...refusals) - Date.now()) / 60_000));
  return userError('TOO_MANY_ATTEMPTS', null, `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`);
}
