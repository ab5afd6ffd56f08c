import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import { hashtagName } from '../domain/facets/hashtag-name';
import { hashtagKeyset } from '../domain/hashtag-lists';
import { checkCursor } from '../domain/page';
import type { SubgraphResolvers } from '../generated/graphql';
import type { HashtagModel } from '../models';

export function hashtag(written: string): HashtagModel | null {
  const name = hashtagName(written);
  return name === undefined ? null : { name };
}

export const Hashtag: SubgraphResolvers['Hashtag'] = {
  __resolveReference: ({ name }) => hashtag(name),
  posts: async ({ name }, { after, ...args }, { loaders }) => {
    const page = { first: pageSize(args.first), after };
    checkCursor('hashtag', name, page);
    return connection(await loaders.hashtagPosts.load({ parentId: name, ...page }), page, { node: (post) => post, keyset: hashtagKeyset });
  },
};
