import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import { homeFeed, homeFeedKeyset, walkCursor } from '../domain/home-feed';
import type { SubgraphResolvers } from '../generated/graphql';
import { trendingHashtags } from './trends';

export const Query: SubgraphResolvers['Query'] = {
  viewer: (_root, _args, { viewer }) => (viewer.userId ? { id: viewer.userId } : null),
  trendingHashtags,
};

export const Viewer: SubgraphResolvers['Viewer'] = {
  // A viewer is only ever oneself, whatever a representation says.
  __resolveReference: ({ id }, { viewer }) => (id === viewer.userId ? { id } : null),
  homeFeed: async ({ id }, { first, after }, { deps }) => {
    const page = { first: pageSize(first), after };
    const { rows, asOf } = await homeFeed(deps, id, page);
    const made = connection(rows, page, {
      node: ({ postId }) => ({ id: postId }),
      keyset: (row) => homeFeedKeyset(id, asOf, row),
      extra: ({ reason, repostedByIds }) => ({ reason, repostedBy: repostedByIds.map((userId) => ({ id: userId })) }),
    });
    return { ...made, asOf: new Date(asOf), liveCursor: walkCursor(id, asOf) };
  },
};
