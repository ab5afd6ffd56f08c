import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import { signedIn } from '@ejazz/platform/viewer/viewer';
import { bookmarkKeyset, bookmarksOf, createBookmark, deleteBookmark } from '../domain/bookmarks';
import { checkCursor } from '../domain/page';
import type { SubgraphResolvers } from '../generated/graphql';
import { forget } from '../loaders';

export const Viewer: SubgraphResolvers['Viewer'] = {
  // A viewer is only ever oneself, whatever a representation says.
  __resolveReference: ({ id }, { viewer }) => (id === viewer.userId ? { id } : null),
  bookmarks: async ({ id }, { after, ...args }, { deps }) => {
    const page = { first: pageSize(args.first), after };
    checkCursor('bookmarks', id, page);
    return connection(await bookmarksOf(deps.db, id, page), page, {
      node: (post) => post,
      keyset: bookmarkKeyset,
      extra: ({ bookmarkedAt }) => ({ bookmarkedAt }),
    });
  },
};

export const bookmarkMutations: Pick<SubgraphResolvers['Mutation'], 'createBookmark' | 'deleteBookmark'> = {
  createBookmark: async (_root, { postId }, { deps, viewer, loaders }) => {
    const { value: post, userErrors } = await createBookmark(deps, signedIn(viewer), postId);
    forget(loaders);
    return { post, userErrors };
  },
  deleteBookmark: async (_root, { postId }, { deps, viewer, loaders }) => {
    const { value: post, userErrors } = await deleteBookmark(deps, signedIn(viewer), postId);
    forget(loaders);
    return { post: post ?? null, userErrors };
  },
};
