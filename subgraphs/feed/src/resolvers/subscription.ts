import { signedIn } from '@ejazz/platform/viewer/viewer';
import { type FeedNews, followNews } from '../domain/feed-news';
import type { SubgraphResolvers } from '../generated/graphql';

export const Subscription: SubgraphResolvers['Subscription'] = {
  homeFeedChanged: {
    subscribe: (_root, { since }, { deps, viewer }) => followNews(deps, signedIn(viewer), since),
    resolve: (news: FeedNews) => news,
  },
};

export const HomeFeedNews: SubgraphResolvers['HomeFeedNews'] = {
  latestAuthors: ({ latestAuthorIds }) => latestAuthorIds.map((id) => ({ id })),
};
