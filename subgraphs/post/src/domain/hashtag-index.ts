import type { Tx } from '../deps';
import type { Post } from '../generated/prisma/client';
import { hashtagsIn, readFacets } from './facets/facet';

/** Puts posts under the hashtags that they name now, and under no others. */
export async function indexHashtags(tx: Tx, posts: readonly Pick<Post, 'id' | 'createdAt' | 'facets' | 'version'>[]): Promise<void> {
  const edited = posts.filter(({ version }) => version > 1);
  if (edited.length > 0) await tx.postHashtag.deleteMany({ where: { postId: { in: edited.map(({ id }) => id) } } });
  const data = posts.flatMap(({ id, createdAt, facets }) => hashtagsIn(readFacets(facets)).map((name) => ({ name, createdAt, postId: id })));
  if (data.length === 0) return;
  await tx.postHashtag.createMany({ data });
  const names = [...new Set(data.map(({ name }) => name))].sort();
  await tx.hashtag.createMany({ data: names.map((name) => ({ name })), skipDuplicates: true });
}
