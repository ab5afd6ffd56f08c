import { type UserError, userError } from '@ejazz/platform/errors/user-error';
import type { Deps, Tx, Unit } from '../deps';
import { hintPosts } from './live-channels';
import { isShareable } from './shareable';
import { visiblePost } from './visibility';

export type QuoteCode = 'QUOTED_POST_NOT_FOUND' | 'QUOTED_POST_NOT_PUBLIC';

/** Why a person may not quote a post: only what is public, and one's own. */
export async function quoteFault(tx: Tx, authorId: string, quotedPostId: string): Promise<UserError<QuoteCode> | undefined> {
  const quoted = await visiblePost(tx, authorId, quotedPostId);
  const field = ['input', 'quotedPostId'];
  if (!quoted) return userError('QUOTED_POST_NOT_FOUND', field, 'There is no such post.');
  return isShareable(quoted) || quoted.authorId === authorId
    ? undefined
    : userError('QUOTED_POST_NOT_PUBLIC', field, 'Only what is public can be quoted.');
}

/** Counts quotes at the posts that they quote: added with 1, gone with -1. */
export async function countQuotes(
  { tx, afterCommit }: Pick<Unit, 'tx' | 'afterCommit'>,
  pubsub: Pick<Deps['pubsub'], 'publish' | 'subscribe' | 'onResume'>,
  quotedIds: readonly (string | null)[],
  by: 1 | -1,
): Promise<void> {
  const ids = quotedIds.filter((id) => id !== null);
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE post SET quote_count = quote_count + ${by} * quotes.count
    FROM (SELECT id, count(*)::int AS count FROM unnest(${ids}::text[]) AS id GROUP BY id) AS quotes
    WHERE post.id = quotes.id`;
  afterCommit(() => hintPosts(pubsub, ids));
}
