import { createGraphClient, type GraphClient } from '@ejazz/testing/graph-client';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';
import { jpegWithLocation } from '@ejazz/testing/pictures';
import { upload } from '@ejazz/testing/upload';

export interface Thing {
  readonly postId: string;
  /** A public post of its author that quotes it. */
  readonly quoteId: string;
  readonly mediaId: string;
}

/** An author with something of every visibility, and people who stand to them in every way. */
export interface Circle {
  /** A hashtag under which the author's posts stand, and no others. */
  readonly hashtag: string;
  readonly author: Person;
  readonly viewers: Readonly<Record<string, GraphClient>>;
  /** Posts of the author, by visibility. */
  readonly posts: Readonly<Record<string, Thing>>;
  /** What the author has left below a post of somebody whom nobody minds. */
  readonly elsewhere: { readonly postId: string; readonly commentId: string };
}

const signedIn = ['stranger', 'follower', 'friend', 'muting', 'muted', 'blocked', 'blocker'] as const;
const visibilities = ['PUBLIC', 'FOLLOWERS', 'FRIENDS', 'ONLY_ME'];

/** A mutation that must not be refused. */
export async function done<T = Record<string, never>>(person: GraphClient, name: string, variables: Record<string, unknown>): Promise<T> {
  const data = await person.data<Record<string, { userErrors: readonly { code: string }[] }>>(operation(name), variables);
  const [payload] = Object.values(data);
  if (payload?.userErrors.length) throw new Error(`${name}: ${JSON.stringify(payload.userErrors)}`);
  return payload as T;
}

export async function newPost(author: Person, text: string, more: object = {}): Promise<string> {
  const { post } = await done<{ post: { id: string } }>(author, 'CreatePost', { input: { text, ...more } });
  return post.id;
}

export async function createCircle(url: string, account: 'open' | 'private'): Promise<Circle> {
  // One after the other: a password's hash takes a whole processor for a while.
  const all: Person[] = [];
  for (const name of ['author', 'host', ...signedIn]) all.push(await signUp(url, `${name}_${account}`));
  const [author, host, ...others] = all;
  if (!author || !host) throw new Error('There is nobody.');
  const people = Object.fromEntries(signedIn.map((name, index) => [name, others[index] as Person])) as Record<(typeof signedIn)[number], Person>;
  const hashtag = `circle${account}`;
  const [picture, hostPost] = [await jpegWithLocation(60, 40), await newPost(host, 'Say something')];

  await Promise.all([people.follower, people.muting, people.blocked].map((person) => done(person, 'FollowUser', { id: author.id })));
  await done(author, 'FollowUser', { id: host.id });
  await done(people.friend, 'SendFriendRequest', { id: author.id });
  await done(author, 'AcceptFriendRequest', { id: people.friend.id });
  const posts = await Promise.all(
    visibilities.map(async (visibility) => {
      const mediaId = await upload(author, picture, visibility);
      const postId = await newPost(author, `For ${visibility} #${hashtag}`, { visibility, mediaIds: [mediaId] });
      return [visibility, { mediaId, postId, quoteId: await newPost(author, 'As I said', { quotedPostId: postId }) }] as const;
    }),
  );
  const { comment } = await done<{ comment: { id: string } }>(author, 'CreateComment', { input: { postId: hostPost, text: 'Something' } });
  await done(author, 'LikePost', { id: hostPost });
  await done(author, 'CreateRepost', { postId: hostPost });
  await done(people.muting, 'MuteUser', { input: { id: author.id } });
  await done(author, 'MuteUser', { input: { id: people.muted.id } });
  await done(author, 'BlockUser', { id: people.blocked.id });
  await done(people.blocker, 'BlockUser', { id: author.id });
  if (account === 'private') await done(author, 'UpdatePrivacy', { input: { isPrivate: true } });
  return {
    hashtag,
    author,
    viewers: { anonymous: createGraphClient(url), ...people, self: author },
    posts: Object.fromEntries(posts),
    elsewhere: { postId: hostPost, commentId: comment.id },
  };
}
