import type { GraphClient } from '@ejazz/testing/graph-client';
import { operation } from '@ejazz/testing/operations';
import type { Circle } from './people';

/** Whether a viewer meets a thing, by the path they took to it. */
export type Sightings = Readonly<Record<string, boolean>>;

interface Ids {
  readonly nodes: readonly { readonly id: string }[];
}
const names = (list: Ids | null | undefined, id: string): boolean => list?.nodes.some((node) => node.id === id) ?? false;

const inHomeFeed = ['follower', 'friend', 'self'];

async function postSeen(viewer: GraphClient, viewerName: string, { author, posts, hashtag }: Circle, visibility: string): Promise<Sightings> {
  const { postId = '', mediaId = '', quoteId = '' } = posts[visibility] ?? {};
  const data = await viewer.data<{
    post: { id: string } | null;
    node: { id: string } | null;
    nodes: ({ id: string } | null)[];
    author: { posts: Ids } | null;
    media: { thumbnail: { url: string } | null } | null;
    searchPosts: Ids;
    hashtag: { posts: Ids };
    quote: { quotedPost: { __typename: string } } | null;
    viewer: { homeFeed: { nodes: ({ id: string } | null)[] } } | null;
  }>(
    `query ($postId: ID!, $authorId: ID!, $mediaId: ID!, $quoteId: ID!, $hashtag: String!) {
      post(id: $postId) { id }
      node(id: $postId) { id ... on Post { text } }
      nodes(ids: [$postId]) { id ... on Post { text } }
      author: node(id: $authorId) { ... on User { posts { nodes { id } } } }
      media: node(id: $mediaId) { ... on Media { thumbnail { url } } }
      searchPosts(query: $hashtag) { nodes { id } }
      hashtag(name: $hashtag) { posts { nodes { id } } }
      quote: post(id: $quoteId) { quotedPost { __typename } }
      viewer { homeFeed { nodes { id } } }
    }`,
    { postId, authorId: author.id, mediaId, quoteId, hashtag },
  );
  const url = data.media?.thumbnail?.url;
  const fed = data.viewer?.homeFeed.nodes.some((node) => node?.id === postId) ?? false;
  return {
    post: data.post !== null,
    node: data.node !== null,
    nodes: data.nodes[0] != null,
    profile: names(data.author?.posts, postId),
    search: names(data.searchPosts, postId),
    hashtag: names(data.hashtag.posts, postId),
    quote: data.quote?.quotedPost.__typename === 'Post',
    ...(viewerName === 'anonymous' ? {} : { bookmarks: await keeps(viewer, postId) }),
    media: data.media !== null,
    'media URL': url !== undefined && (await fetch(url)).status === 200,
    // Only who follows and has not muted the author finds it at home; whom it is not for never does.
    ...(fed || inHomeFeed.includes(viewerName) ? { feed: fed } : {}),
    subscription: await subscribes(viewer, operation('PostChanged'), { id: postId }),
  };
}

/** Whether a post can be kept, and is among what is kept. */
async function keeps(viewer: GraphClient, postId: string): Promise<boolean> {
  await viewer.data(operation('CreateBookmark'), { postId });
  const kept = await viewer.data<{ viewer: { bookmarks: Ids } }>('{ viewer { bookmarks(first: 100) { nodes { id } } } }');
  return names(kept.viewer.bookmarks, postId);
}

async function subscribes(viewer: GraphClient, document: string, variables: Record<string, unknown>): Promise<boolean> {
  const events = viewer.subscribe(document, variables);
  try {
    await events.next();
    return true;
  } catch (error) {
    if (!String(error).includes('NOT_FOUND')) throw error;
    return false;
  } finally {
    await events.stop();
  }
}

async function profileSeen(viewer: GraphClient, { author, elsewhere }: Circle): Promise<Sightings> {
  const data = await viewer.data<{
    user: object | null;
    node: { username: string | null } | null;
    searchPeople: Ids;
    host: { author: { followers: Ids } };
  }>(
    `query ($username: String!, $id: ID!, $hostPost: ID!) {
      user(username: $username) { id displayName }
      node(id: $id) { id ... on User { username } }
      searchPeople(query: $username) { nodes { id } }
      host: post(id: $hostPost) { author { followers { nodes { id } } } }
    }`,
    { username: author.username, id: author.id, hostPost: elsewhere.postId },
  );
  return {
    user: data.user !== null,
    node: data.node !== null,
    search: names(data.searchPeople, author.id),
    'followers of another': names(data.host.author.followers, author.id),
  };
}

async function leftElsewhere(viewer: GraphClient, { author, elsewhere }: Circle, what: 'comment' | 'like'): Promise<Sightings> {
  const data = await viewer.data<{ node: object | null; post: { comments: Ids; reactions: Ids; reposts: Ids } }>(
    `query ($id: ID!, $postId: ID!) {
      node(id: $id) { ... on Comment { text } }
      post(id: $postId) { comments { nodes { id } } reactions { nodes { id } } reposts { nodes { id } } }
    }`,
    { id: elsewhere.commentId, postId: elsewhere.postId },
  );
  return what === 'comment'
    ? { node: data.node !== null, comments: names(data.post.comments, elsewhere.commentId) }
    : { reactions: names(data.post.reactions, author.id), reposts: names(data.post.reposts, author.id) };
}

async function followListsSeen(viewer: GraphClient, { author }: Circle): Promise<Sightings> {
  const { node } = await viewer.data<{ node: { viewerCanSeeFollowLists: boolean; followers: Ids; following: Ids } | null }>(
    `query ($id: ID!) { node(id: $id) { ... on User { viewerCanSeeFollowLists followers { nodes { id } } following { nodes { id } } } } }`,
    { id: author.id },
  );
  return {
    told: node?.viewerCanSeeFollowLists ?? false,
    followers: (node?.followers.nodes.length ?? 0) > 0,
    following: (node?.following.nodes.length ?? 0) > 0,
  };
}

/** What a viewer meets of a thing, on every path to it. */
export function sightings(circle: Circle, thing: string, viewerName: string): Promise<Sightings> {
  const viewer = circle.viewers[viewerName];
  if (!viewer) throw new Error(`There is no ${viewerName}.`);
  const [first = '', kind] = thing.split(' ');
  if (kind === 'post') return postSeen(viewer, viewerName, circle, first);
  if (thing === 'profile') return profileSeen(viewer, circle);
  if (thing === 'follow lists') return followListsSeen(viewer, circle);
  return leftElsewhere(viewer, circle, first === 'comment' ? 'comment' : 'like');
}

/** `+` where every path shows it, `-` where none does, else those that do. */
export function cellOf(seen: Sightings): string {
  const showing = Object.keys(seen).filter((path) => seen[path]);
  if (showing.length === 0) return '-';
  return showing.length === Object.keys(seen).length ? '+' : `only ${showing.join(', ')}`;
}
