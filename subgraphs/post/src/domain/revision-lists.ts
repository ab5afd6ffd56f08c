import type { Tx } from '../deps';
import { type PostRevision, Prisma } from '../generated/prisma/client';
import { revisionColumns } from './columns';
import { type Keyset, type Page, readPlace } from './page';
import { type ViewerId, visibleRevision } from './visibility';

export const revisionKeyset = ({ postId, version, writtenAt }: PostRevision): Keyset => ['revisions', postId, writtenAt.getTime(), String(version)];

/** Up to `first` + 1 things that each post said before, latest first, in one statement. */
export function revisionsOf(db: Tx, viewerId: ViewerId, postIds: readonly string[], page: Page): Promise<PostRevision[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND revision.version < ${after.id}::int` : Prisma.empty;
  return db.$queryRaw<PostRevision[]>`
    SELECT page.* FROM post
    CROSS JOIN LATERAL (
      SELECT ${revisionColumns} FROM post_revision AS revision
      WHERE revision.post_id = post.id AND ${visibleRevision(viewerId)} ${beyond}
      ORDER BY revision.version DESC
      LIMIT ${page.first + 1}
    ) AS page
    WHERE post.id = ANY(${postIds}::text[])
    ORDER BY page.version DESC`;
}
