import { useMutation, useSubscription } from '@apollo/client/react';
import { LikePostDocument, PostChangedDocument, UnlikePostDocument } from '@ejazz/client/documents';
import { useRef } from 'react';
import { Avatar } from '../parts/avatar';
import { Moment } from '../parts/moment';
import { useOnScreen } from '../parts/use-on-screen';

interface Picture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** A post as the feed and `createPost` give it. */
export interface FeedItem {
  readonly id: string;
  readonly text: string;
  readonly createdAt: string;
  readonly likeCount: number;
  readonly commentCount: number;
  readonly viewerHasLiked: boolean;
  readonly author: { readonly displayName: string; readonly username: string; readonly avatar: { readonly thumbnail: Picture | null } | null } | null;
  readonly media: readonly ({
    readonly id: string;
    readonly altText: string;
    readonly thumbnail?: Picture | null;
    readonly variant?: Picture | null;
  } | null)[];
}

export function PostCard({ post }: { post: FeedItem }) {
  const [like] = useMutation(LikePostDocument);
  const [unlike] = useMutation(UnlikePostDocument);
  const card = useRef<HTMLElement>(null);
  const onScreen = useOnScreen(card);
  // Its counts move while one looks at it: what is told is the post, so the cache takes it in by itself.
  useSubscription(PostChangedDocument, { variables: { id: post.id }, skip: !onScreen });
  const { id, author, viewerHasLiked, likeCount, commentCount } = post;
  const toggle = () => {
    const now = { __typename: 'Post' as const, id, viewerHasLiked: !viewerHasLiked, likeCount: likeCount + (viewerHasLiked ? -1 : 1) };
    const variables = { id };
    return viewerHasLiked
      ? unlike({ variables, optimisticResponse: { unlikePost: { __typename: 'UnlikePostPayload', post: now, userErrors: [] } } })
      : like({ variables, optimisticResponse: { likePost: { __typename: 'LikePostPayload', post: now, userErrors: [] } } });
  };
  return (
    <article className="card post" ref={card}>
      <header>
        <Avatar person={author} />
        <p>
          <strong dir="auto">{author?.displayName ?? 'Somebody'}</strong> <span className="muted">{author && `@${author.username}`}</span>
        </p>
        <p className="muted">
          <Moment at={post.createdAt} />
        </p>
      </header>
      {post.text && (
        <p className="text" dir="auto">
          {post.text}
        </p>
      )}
      {post.media.map((media) => {
        const picture = media?.variant ?? media?.thumbnail;
        return (
          media &&
          picture && (
            <img
              key={media.id}
              className="picture"
              src={picture.url}
              width={picture.width}
              height={picture.height}
              alt={media.altText}
              loading="lazy"
            />
          )
        );
      })}
      <footer>
        <button type="button" className="quiet like" aria-pressed={viewerHasLiked} onClick={() => void toggle().catch(() => undefined)}>
          <span aria-hidden="true">{viewerHasLiked ? '♥' : '♡'}</span> Like <span className="number">{likeCount}</span>
        </button>
        <span className="muted">
          {commentCount} {commentCount === 1 ? 'comment' : 'comments'}
        </span>
      </footer>
    </article>
  );
}
