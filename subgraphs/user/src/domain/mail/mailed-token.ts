import type { Clock } from '@ejazz/platform/clock/clock';
import type { Deps, Tx } from '../../deps';
import type { MailedToken, MailedTokenPurpose, User } from '../../generated/prisma/client';
import { hashToken, newToken } from '../session/session';

const hour = 3_600_000;
const lifetime: Record<MailedTokenPurpose, number> = { RESET_PASSWORD: hour, VERIFY_EMAIL: 72 * hour };

/** A new token for a link to a person, in place of any that was mailed for the same purpose before. */
export async function mintMailedToken(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { id: userId, email }: User,
  purpose: MailedTokenPurpose,
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(clock.now().getTime() + lifetime[purpose]);
  await db.$transaction([
    db.mailedToken.deleteMany({ where: { userId, purpose } }),
    db.mailedToken.create({ data: { hash: hashToken(token), userId, purpose, email, expiresAt } }),
  ]);
  return token;
}

/** Whom a token that is still good was mailed to. */
export async function userOfMailedToken(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  purpose: MailedTokenPurpose,
  token: string,
): Promise<User | undefined> {
  const found = await db.mailedToken.findFirst({
    where: { hash: hashToken(token), purpose, expiresAt: { gt: clock.now() } },
    include: { user: true },
  });
  return found?.user;
}

/** Uses a token up, if it is good: of two at once one gets it. */
export async function takeMailedToken(tx: Tx, clock: Clock, purpose: MailedTokenPurpose, token: string): Promise<MailedToken | undefined> {
  const [taken] = await tx.$queryRaw<MailedToken[]>`
    DELETE FROM mailed_token WHERE hash = ${hashToken(token)} AND purpose = ${purpose}::mailed_token_purpose
    RETURNING hash, user_id AS "userId", purpose, email, expires_at AS "expiresAt"`;
  return taken && taken.expiresAt > clock.now() ? taken : undefined;
}
