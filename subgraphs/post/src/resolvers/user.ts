import { isId } from '@ejazz/platform/ids/id';
import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import { checkCursor } from '../domain/page';
import { postKeyset } from '../domain/post-lists';
import type { SubgraphResolvers } from '../generated/graphql';

export const User: SubgraphResolvers['User'] = {
  // Whether there is such a person is for the user service to say.
  __resolveReference: ({ id }) => (isId('usr', id) ? { id } : null),
  posts: async ({ id }, { after, ...args }, { loaders }) => {
    const page = { first: pageSize(args.first), after };
    checkCursor('posts', id, page);
    const posts = await loaders.postsOf.load({ parentId: id, ...page });
    return { ...connection(posts, page, { node: (post) => post, keyset: postKeyset }), authorId: id };
  },
};
