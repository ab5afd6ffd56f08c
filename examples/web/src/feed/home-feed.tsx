import { useQuery, useSubscription } from '@apollo/client/react';
import { HomeFeedChangedDocument, HomeFeedDocument } from '@ejazz/client/documents';
import { type FeedItem, PostCard } from './post-card';
import { PostedCard } from './posted-card';

/** The feed, page by page. `posted`: one's own new posts, shown first until the feed has them. */
export function HomeFeed({ posted }: { posted: readonly FeedItem[] }) {
  const { data, loading, error, fetchMore, refetch } = useQuery(HomeFeedDocument, { variables: { first: 10 }, notifyOnNetworkStatusChange: true });
  const feed = data?.viewer?.homeFeed;
  const news = useSubscription(HomeFeedChangedDocument, { variables: { since: feed?.liveCursor ?? '' }, skip: !feed });
  const newCount = news.data?.homeFeedChanged.newPostCount ?? 0;
  const posts = feed?.edges.flatMap(({ node }) => node ?? []) ?? [];
  const known = new Set(posts.map(({ id }) => id));
  const fresh = posted.filter(({ id }) => !known.has(id));

  if (error && !feed) {
    return (
      <p role="alert" className="card">
        The feed cannot be read: {error.message}{' '}
        <button type="button" onClick={() => void refetch()}>
          Try again
        </button>
      </p>
    );
  }
  return (
    <section aria-label="Feed" aria-busy={loading}>
      {newCount > 0 && (
        <button type="button" className="news" onClick={() => void refetch()}>
          {newCount === 1 ? '1 new post' : `${newCount} new posts`}
        </button>
      )}
      {fresh.map((post) => (
        <PostedCard key={post.id} post={post} />
      ))}
      {posts.map((post) => (
        <PostCard key={post.id} post={post} />
      ))}
      {!loading && fresh.length + posts.length === 0 && <p className="card empty">Nothing here yet. Follow people, or write the first post.</p>}
      {feed?.pageInfo.hasNextPage && (
        <button type="button" className="more" disabled={loading} onClick={() => void fetchMore({ variables: { after: feed.pageInfo.endCursor } })}>
          {loading ? 'Loading' : 'Show more'}
        </button>
      )}
    </section>
  );
}
