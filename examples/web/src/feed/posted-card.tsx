import { useFragment } from '@apollo/client/react';
import { PostCardFragmentDoc } from '@ejazz/client/documents';
import { type FeedItem, PostCard } from './post-card';

/** A post of one's own that the feed does not have yet, as the cache has it: what changes it shows here too. */
export function PostedCard({ post }: { post: FeedItem }) {
  const from = { __typename: 'Post' as const, id: post.id };
  const present = useFragment({ fragment: PostCardFragmentDoc, fragmentName: 'PostCard', from });
  return <PostCard post={present.dataState === 'complete' ? present.data : post} />;
}
