import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps, Tx } from '../deps';
import { NotificationKind, type NotificationSenders, Prisma } from '../generated/prisma/client';

/** Of whom somebody is told one kind of thing. */
export interface Preference {
  readonly kind: NotificationKind;
  readonly inApp: NotificationSenders;
}

/** All of a person's preferences, each kind once. */
export async function preferencesOf(db: Tx, userId: string): Promise<Preference[]> {
  const chosen = await db.preference.findMany({ where: { userId }, select: { kind: true, inApp: true } });
  const byKind = new Map(chosen.map(({ kind, inApp }) => [kind, inApp]));
  return Object.values(NotificationKind).map((kind) => ({ kind, inApp: byKind.get(kind) ?? 'EVERYONE' }));
}

/** Changes those that are named; gives all. */
export async function updatePreferences(
  { transact }: Pick<Deps, 'transact'>,
  userId: string,
  changes: readonly Preference[],
): Promise<Outcome<Preference[], 'KINDS_NOT_DISTINCT'>> {
  const kinds = new Set(changes.map(({ kind }) => kind));
  if (changes.length === 0 || kinds.size < changes.length) {
    return refused(userError('KINDS_NOT_DISTINCT', ['input', 'preferences'], 'Name at least one kind, and each once.'));
  }
  return transact(async ({ tx }) => {
    const rows = changes.map(({ kind, inApp }) => ({ kind, in_app: inApp }));
    await tx.$executeRaw`
      INSERT INTO preference (user_id, kind, in_app)
      SELECT ${userId}, kind, in_app
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS change (kind notification_kind, in_app notification_senders)
      ORDER BY kind
      ON CONFLICT (user_id, kind) DO UPDATE SET in_app = excluded.in_app`;
    return done(await preferencesOf(tx, userId));
  });
}

/** Whether the recipient has chosen not to be told such a thing of the actor. */
export const isUnwanted = (recipient: Prisma.Sql, actor: Prisma.Sql, kind: Prisma.Sql): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT FROM preference WHERE preference.user_id = ${recipient} AND preference.kind = ${kind} AND CASE preference.in_app
    WHEN 'EVERYONE' THEN false
    WHEN 'NOBODY' THEN true
    ELSE NOT EXISTS (SELECT FROM follow WHERE follow.follower_id = ${recipient} AND follow.followee_id = ${actor} AND follow.active)
  END
)`;
