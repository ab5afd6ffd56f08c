import { withClient } from '@ejazz/platform/database/with-client';

/** What each service keeps of others, and what it made of it: the tables that events fill. */
const tables: Readonly<Record<string, readonly string[]>> = {
  user: ['ready_media'],
  post: ['follow', 'block', 'friendship', 'account', 'handle', 'ready_media'],
  media: ['follow', 'block', 'friendship', 'account', 'post', 'attachment', 'avatar'],
  notification: ['block', 'mute', 'account', 'recipient', 'notification', 'tombstone'],
  feed: ['follow', 'block', 'mute', 'friendship', 'account', 'post_ref', 'repost', 'feed_entry'],
};

export type ReadModels = Readonly<Record<string, readonly string[]>>;

const each = (work: (service: string, table: string) => Promise<unknown>) =>
  Promise.all(Object.entries(tables).flatMap(([service, names]) => names.map((table) => work(service, table))));

/** Every row of every read model as text, in one order. */
export async function readModels(urlOf: (service: string) => string): Promise<ReadModels> {
  const found: Record<string, readonly string[]> = {};
  await each(async (service, table) => {
    const rows = await query(urlOf(service), `SELECT row_to_json(t)::text AS row FROM ${table} t ORDER BY 1`);
    found[`${service}.${table}`] = rows.map(({ row }) => row ?? '');
  });
  return Object.fromEntries(Object.entries(found).sort());
}

/** As if a database had been lost. */
export const emptyReadModels = (urlOf: (service: string) => string) => each((service, table) => query(urlOf(service), `TRUNCATE ${table} CASCADE`));

const query = (url: string, sql: string) => withClient(url, 'ejazz test', async (client) => (await client.query<{ row?: string }>(sql)).rows);

/** What people can see of it: without what is deleted or withdrawn, and without the ids, places and moments that are given anew. */
export const visibleIn = (models: ReadModels): ReadModels =>
  Object.fromEntries(
    Object.entries(models).map(([name, rows]) => {
      const standing = rows.filter((row) => !/"deleted":true|"visibility":null|"withdrawn_at":"/.test(row));
      return [name, unseen.includes(name) ? [] : standing.map((row) => row.replaceAll(anew, '')).sort()];
    }),
  );

/** A group is seen by what it holds. */
const unseen = ['notification.tombstone', 'notification.notification_group'];

const anew = /"(group_)?id":"(ntf|ngr)_\w+",?|"(added_at|occurred_at|read_at|started_at)":"[^"]*",?|"(last_)?position":\d+,/g;
