import { operation } from '@ejazz/testing/operations';
import { passwordOf } from '@ejazz/testing/people';
import { type Perform, performAccount, performClosing, performReset } from './perform-account';
import { performGraph } from './perform-graph';
import { performNotifications } from './perform-notifications';
import type { Cost, CountedWorld } from './world';

interface Seen {
  readonly post: { readonly id: string };
  readonly stranger: { readonly id: string };
  readonly picture: { readonly id: string };
}

/** Every saved query and mutation once, with arguments that let it do its work, in an order in which each can. */
export async function performAll(world: CountedWorld): Promise<Record<string, Cost>> {
  const { ann, anonymous, tokens, cost } = world;
  const costs: Record<string, Cost> = {};
  let last: Record<string, unknown> = {};
  const perform: Perform = async <T>(name: string, variables: Record<string, unknown> = {}, client = ann): Promise<T> => {
    costs[name] = await cost(async () => {
      last = await client.data(operation(name), variables);
    });
    const [payload] = Object.values(last) as { readonly userErrors?: readonly unknown[] }[];
    if (payload?.userErrors?.length) throw new Error(`${name}: ${JSON.stringify(payload.userErrors)}`);
    return last as T;
  };
  const { post, stranger, picture } = await look(ann);
  // While nobody has left or followed anybody: feeds take a moment to follow.
  await perform('HomeFeed', { first: 20 });

  await perform('SignUp', { input: { username: 'new_here', email: 'new@example.org', password: passwordOf('new_here') } }, anonymous);
  await perform('SignIn', { input: { login: 'new_here', password: passwordOf('new_here') } }, anonymous);
  await perform('RefreshSession', { refreshToken: tokens.refreshToken }, anonymous);
  await perform('Viewer');
  await performAccount(perform, world);

  await perform('Profile', { username: 'ben', first: 20 });
  await perform('SearchPeople', { query: 'a', first: 10 });
  await perform('Followers', { username: 'ben', first: 20 });
  await perform('Following', { username: 'ben', first: 20 });
  await perform('UpdateProfile', { input: { bio: 'Now in colour', avatarId: picture.id } });
  await perform('UnfollowUser', { id: stranger.id });
  await perform('FollowUser', { id: stranger.id });

  await perform('Post', { id: post.id });
  await perform('PostComments', { id: post.id, first: 20 });
  await perform('PostReactions', { id: post.id, first: 20 });
  await perform('HashtagPosts', { name: 'bread', first: 20 });
  await perform('TrendingHashtags', { language: 'en' });
  await perform('ProfilePosts', { username: 'ben', first: 20 });

  const { createPost } = await perform<{ createPost: { post: { id: string } } }>('CreatePost', {
    input: { text: 'With a picture', mediaIds: [picture.id] },
  });
  await perform('UpdatePost', { id: createPost.post.id, input: { text: 'With a better word' } });
  await perform('PostRevisions', { id: createPost.post.id, first: 20 });
  await perform('PostLimits');
  await perform('LikePost', { id: createPost.post.id });
  await perform('CreateRepost', { postId: post.id });
  await perform('PostReposts', { id: post.id, first: 20 });
  await perform('PostQuotes', { id: post.id, first: 20 });
  await perform('DeleteRepost', { postId: post.id });
  await perform('CreateBookmark', { postId: post.id });
  await perform('Bookmarks', { first: 20 });
  await perform('DeleteBookmark', { postId: post.id });
  await perform('SearchPosts', { query: 'bus', first: 20 });
  await perform('SearchHashtags', { query: 'b', first: 20 });
  await perform('UnlikePost', { id: createPost.post.id });
  await perform('AddReaction', { subjectId: createPost.post.id, kind: 'WOW' });
  await perform('RemoveReaction', { subjectId: createPost.post.id });
  const { createComment } = await perform<{ createComment: { comment: { id: string } } }>('CreateComment', {
    input: { postId: createPost.post.id, text: 'First' },
  });
  await perform('CommentReplies', { id: createComment.comment.id, first: 20 });
  await perform('DeleteComment', { id: createComment.comment.id });
  await perform('DeletePost', { id: createPost.post.id });

  await perform('MediaLimits');
  await perform('CreateMediaUpload', { input: { contentType: 'IMAGE_JPEG', byteSize: 1_000 } });
  await perform('Picture', { id: picture.id });
  await perform('MediaStatus', { id: picture.id });
  await perform('UpdateMedia', { id: picture.id, input: { focalPoint: { x: 0.3, y: 0.6 } } });

  await performNotifications(perform, world);
  await performGraph(perform, world);
  await performClosing(perform, world);
  await perform('SignOut');
  await performReset(perform, world);
  return costs;
}

/** Things to act on: a post with comments in the feed, somebody followed, a picture of one's own. */
async function look(ann: CountedWorld['ann']): Promise<Seen> {
  const { viewer } = await ann.data<{ viewer: Look }>(`{
    viewer {
      user { following(first: 1) { nodes { id } } avatar { id } }
      homeFeed(first: 50) { nodes { id commentCount likeCount } }
    }
  }`);
  const post = viewer.homeFeed.nodes.find(({ commentCount, likeCount }) => commentCount > 1 && likeCount > 1);
  const stranger = viewer.user.following.nodes[0];
  if (!post || !stranger) throw new Error('The demo world is too small.');
  return { post, stranger, picture: viewer.user.avatar };
}

interface Look {
  readonly user: { readonly following: { readonly nodes: readonly { readonly id: string }[] }; readonly avatar: { readonly id: string } };
  readonly homeFeed: { readonly nodes: readonly { readonly id: string; readonly commentCount: number; readonly likeCount: number }[] };
}
