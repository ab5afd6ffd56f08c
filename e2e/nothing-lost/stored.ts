import type { DatabaseUrls } from '@ejazz/launcher/cluster/provision-services';
import { serviceNames } from '@ejazz/launcher/services/service-names';
import { withClient } from '@ejazz/platform/database/with-client';
import { eventually } from '@ejazz/testing/eventually';
import type { Relation } from './model';

const rows = <R extends object>(url: string, statement: string, values: readonly unknown[] = []): Promise<R[]> =>
  withClient(url, 'test', async (client) => (await client.query<R>(statement, [...values])).rows);

/** Resolves when every event of every service has had its effect on everybody whom it concerns. */
export async function quiescence(urls: DatabaseUrls, patienceMs: number): Promise<void> {
  for (const service of serviceNames) {
    await eventually(
      async () => {
        const left = await rows(urls[service], 'SELECT name, pending, sent_at FROM outbox WHERE settled_at IS NULL LIMIT 5');
        if (left.length > 0) throw new Error(`Events of ${service} are not acknowledged: ${JSON.stringify(left)}`);
      },
      { patienceMs },
    );
  }
}

/** Posts or comments of these people, as stored. */
export async function storedTexts(url: string, table: 'post' | 'comment', authorIds: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string; text: string }>(url, `SELECT id, text FROM ${table} WHERE author_id = ANY($1)`, [authorIds]);
  return found.map(({ id, text }) => `${id} ${text}`).sort();
}

const relations = {
  follows: 'SELECT follower_id AS actor, followee_id AS subject, active, version FROM follow WHERE follower_id = ANY($1)',
  likes: 'SELECT actor_id AS actor, subject_id AS subject, kind IS NOT NULL AS active, version FROM reaction WHERE actor_id = ANY($1)',
};

/** Follows or likes of these people, as stored, by the model's keys. */
export async function storedRelations(url: string, kind: keyof typeof relations, actorIds: readonly string[]): Promise<Map<string, Relation>> {
  const found = await rows<Relation & { actor: string; subject: string }>(url, relations[kind], [actorIds]);
  return new Map(found.map(({ actor, subject, active, version }) => [`${actor} ${subject}`, { active, version }]));
}

const counters: readonly [database: keyof DatabaseUrls, counter: string, statement: string][] = [
  ['user', 'followers', 'SELECT id FROM "user" u WHERE follower_count <> (SELECT count(*) FROM follow WHERE followee_id = u.id AND active)'],
  ['user', 'following', 'SELECT id FROM "user" u WHERE following_count <> (SELECT count(*) FROM follow WHERE follower_id = u.id AND active)'],
  ['post', 'likes', "SELECT id FROM post p WHERE like_count <> (SELECT count(*) FROM reaction WHERE subject_id = p.id AND kind = 'LIKE')"],
  [
    'post',
    'replies',
    'SELECT id FROM comment c WHERE reply_count <> (SELECT count(*) FROM comment WHERE below_id = c.id AND (deleted_at IS NULL OR reply_count > 0))',
  ],
  ['post', 'comments', 'SELECT id FROM post p WHERE comment_count <> (SELECT count(*) FROM comment WHERE post_id = p.id AND deleted_at IS NULL)'],
  [
    'notification',
    'unread',
    `SELECT user_id AS id FROM recipient r WHERE unread_count <>
       (SELECT count(*) FROM notification WHERE recipient_id = r.user_id AND withdrawn_at IS NULL AND read_at IS NULL)`,
  ],
];

/** Every stored counter that is not the COUNT(*) it stands for. */
export async function wrongCounters({ ...urls }: DatabaseUrls): Promise<string[]> {
  const wrong = await Promise.all(
    counters.map(async ([database, counter, statement]) => {
      const found = await rows<{ id: string }>(urls[database], statement);
      return found.map(({ id }) => `${counter} of ${id}`);
    }),
  );
  return wrong.flat();
}

/** Feed entries of these readers, as stored: those hidden from view would be counted too. */
export async function storedFeedEntries(url: string, readerIds: readonly string[]): Promise<string[]> {
  const found = await rows<{ entry: string }>(url, `SELECT reader_id || ' ' || post_id AS entry FROM feed_entry WHERE reader_id = ANY($1)`, [
    readerIds,
  ]);
  return found.map(({ entry }) => entry).sort();
}
