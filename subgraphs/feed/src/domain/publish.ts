import type { Tx } from '../deps';
import type { PostVisibility } from '../generated/prisma/client';
import { lockAuthors } from './author-locks';

export interface Publication {
  readonly postId: string;
  readonly authorId: string;
  readonly visibility: PostVisibility;
  readonly version: number;
}

/** Puts posts into the feeds of their authors and, where they may see them, of all who follow them. */
export async function publish(tx: Tx, publications: readonly Publication[]): Promise<void> {
  await lockAuthors(
    tx,
    publications.map(({ authorId }) => authorId),
  );
  const known = await tx.$queryRaw<{ postId: string }[]>`
    INSERT INTO post_ref (post_id, author_id, visibility, version)
    SELECT DISTINCT ON ("postId") "postId", "authorId", "visibility", "version"
    FROM jsonb_to_recordset(${JSON.stringify(publications)}::jsonb)
      AS told ("postId" text, "authorId" text, "visibility" post_visibility, "version" int)
    ORDER BY "postId", "version" DESC
    ON CONFLICT (post_id) DO UPDATE SET visibility = excluded.visibility, version = excluded.version
    WHERE NOT post_ref.deleted AND post_ref.version < excluded.version
    RETURNING post_id AS "postId"`;
  await tx.$executeRaw`
    INSERT INTO feed_entry (reader_id, post_id, author_id, place)
    SELECT reader.id, p.post_id, p.author_id, p.post_id
    FROM post_ref p CROSS JOIN LATERAL (
      SELECT p.author_id AS id
      UNION ALL
      SELECT follower_id FROM follow WHERE followee_id = p.author_id AND active AND p.visibility <> 'ONLY_ME'
    ) AS reader
    WHERE p.post_id = ANY(${known.map(({ postId }) => postId)}::text[])
    ON CONFLICT DO NOTHING`;
}

/** Takes posts out of all feeds for good, also those that have not been heard of yet. */
export async function unpublish(tx: Tx, posts: readonly Pick<Publication, 'postId' | 'authorId' | 'version'>[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO post_ref (post_id, author_id, visibility, version, deleted)
    SELECT DISTINCT ON ("postId") "postId", "authorId", 'ONLY_ME', "version", true
    FROM jsonb_to_recordset(${JSON.stringify(posts)}::jsonb) AS told ("postId" text, "authorId" text, "version" int)
    ORDER BY "postId", "version" DESC
    ON CONFLICT (post_id) DO UPDATE SET deleted = true, version = greatest(post_ref.version, excluded.version)`;
  await tx.$executeRaw`DELETE FROM feed_entry WHERE post_id = ANY(${posts.map(({ postId }) => postId)}::text[])`;
}
