import type { Tx } from '../deps';
import type { ViewerId } from './visibility';

export interface ViewerMarks {
  readonly postId: string;
  readonly reposted: boolean;
  readonly bookmarked: boolean;
}

/** What the viewer has done with posts, in one statement; nothing for an anonymous visitor, without asking. */
export async function marksBy(db: Tx, viewerId: ViewerId, postIds: readonly string[]): Promise<ViewerMarks[]> {
  if (!viewerId) return [];
  return db.$queryRaw<ViewerMarks[]>`
    SELECT post_id AS "postId",
      EXISTS (SELECT FROM repost r WHERE r.post_id = listed.post_id AND r.actor_id = ${viewerId} AND r.active) AS reposted,
      EXISTS (SELECT FROM bookmark b WHERE b.post_id = listed.post_id AND b.actor_id = ${viewerId}) AS bookmarked
    FROM unnest(${postIds}::text[]) AS listed (post_id)`;
}
