import type { Tx } from '../../deps';
import { Prisma } from '../../generated/prisma/client';
import { type Keyset, type Page, readPlace } from '../page';
import { type ViewerId, visibleTo } from '../visibility';

export interface FoundHashtag {
  readonly name: string;
}

export const foundHashtagKeyset =
  (beginning: string) =>
  ({ name }: FoundHashtag): Keyset => ['found hashtags', beginning, 0, name];

/** Up to `first` + 1 hashtags that begin so, in the order of their letters, of those that a post names which the viewer may see. */
export function searchHashtags(db: Tx, viewerId: ViewerId, beginning: string, page: Page): Promise<FoundHashtag[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND hashtag.name > ${after.id}` : Prisma.empty;
  return db.$queryRaw<FoundHashtag[]>`
    SELECT hashtag.name FROM hashtag
    WHERE starts_with(hashtag.name, ${beginning}) AND hashtag.name >= ${beginning} AND hashtag.name < ${`${beginning}\u{10ffff}`} ${beyond}
      AND EXISTS (
        SELECT FROM post_hashtag JOIN post ON post.id = post_hashtag.post_id WHERE post_hashtag.name = hashtag.name AND ${visibleTo(viewerId)}
      )
    ORDER BY hashtag.name
    LIMIT ${page.first + 1}`;
}
