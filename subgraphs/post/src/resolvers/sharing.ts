import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import { signedIn } from '@ejazz/platform/viewer/viewer';
import { checkCursor } from '../domain/page';
import { createRepost, deleteRepost } from '../domain/reposts/change-repost';
import { quoteKeyset, repostKeyset } from '../domain/reposts/repost-lists';
import { isShareable } from '../domain/shareable';
import type { SubgraphResolvers } from '../generated/graphql';
import { forget } from '../loaders';

type Sharing = 'viewerHasReposted' | 'viewerCanRepost' | 'viewerCanQuote' | 'quotedPost' | 'quotes' | 'reposts';

/** How a post goes on to others. */
export const sharing: Pick<SubgraphResolvers['Post'], Sharing> = {
  viewerHasReposted: async ({ id }, _args, { loaders }) => (await loaders.viewerMarks.load(id))?.reposted ?? false,
  viewerCanRepost: (post, _args, { viewer }) => viewer.userId !== undefined && isShareable(post),
  viewerCanQuote: (post, _args, { viewer }) => viewer.userId !== undefined && (isShareable(post) || post.authorId === viewer.userId),
  quotedPost: async ({ quotedPostId }, _args, { loaders }) =>
    quotedPostId === null ? null : ((await loaders.post.load(quotedPostId)) ?? { id: quotedPostId, unavailable: true as const }),
  quotes: async ({ id }, { after, ...args }, { loaders }) => {
    const page = { first: pageSize(args.first), after };
    checkCursor('quotes', id, page);
    return connection(await loaders.quotes.load({ parentId: id, ...page }), page, { node: (post) => post, keyset: quoteKeyset });
  },
  reposts: async ({ id, repostCount }, { after, ...args }, { loaders }) => {
    const page = { first: pageSize(args.first), after };
    checkCursor('reposts', id, page);
    const made = connection(await loaders.reposts.load({ parentId: id, ...page }), page, {
      node: ({ actorId }) => ({ id: actorId }),
      keyset: repostKeyset,
      extra: ({ repostedAt }) => ({ repostedAt }),
    });
    return { ...made, totalCount: repostCount };
  },
};

export const QuotedPost: SubgraphResolvers['QuotedPost'] = { __resolveType: (quoted) => ('unavailable' in quoted ? 'UnavailablePost' : 'Post') };

export const sharingMutations: Pick<SubgraphResolvers['Mutation'], 'createRepost' | 'deleteRepost'> = {
  createRepost: async (_root, { postId }, { deps, viewer, loaders }) => {
    const { value: post, userErrors } = await createRepost(deps, signedIn(viewer), postId);
    forget(loaders);
    return { post, userErrors };
  },
  deleteRepost: async (_root, { postId }, { deps, viewer, loaders }) => {
    const { value: post, userErrors } = await deleteRepost(deps, signedIn(viewer), postId);
    forget(loaders);
    return { post, userErrors };
  },
};
