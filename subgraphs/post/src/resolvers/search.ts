import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import { hashtagName } from '../domain/facets/hashtag-name';
import { checkCursor } from '../domain/page';
import { foundHashtagKeyset, searchHashtags } from '../domain/search/search-hashtags';
import { checkQuery, foundPostKeyset, searchPosts } from '../domain/search/search-posts';
import type { SubgraphResolvers } from '../generated/graphql';

export const searches: Pick<SubgraphResolvers['Query'], 'searchPosts' | 'searchHashtags'> = {
  searchPosts: async (_root, { query: given, after, ...args }, { deps, viewer }) => {
    const page = { first: pageSize(args.first), after };
    const query = checkQuery(given);
    checkCursor('found posts', query, page);
    const posts = await searchPosts(deps.db, viewer.userId, query, page);
    return connection(posts, page, { node: (post) => post, keyset: foundPostKeyset(query) });
  },
  searchHashtags: async (_root, { query, after, ...args }, { deps, viewer }) => {
    const page = { first: pageSize(args.first), after };
    const beginning = hashtagName(checkQuery(query));
    checkCursor('found hashtags', beginning ?? '', page);
    const found = beginning === undefined ? [] : await searchHashtags(deps.db, viewer.userId, beginning, page);
    return connection(found, page, { node: (hashtag) => hashtag, keyset: foundHashtagKeyset(beginning ?? '') });
  },
};
