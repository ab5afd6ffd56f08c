import { ask } from '../graph/ask';
import type { Session } from '../session/session';
import type { Samples } from './fill';

const document = `query ConsoleSamples($username: String!) {
  user(username: $username) { id username posts(first: 5) { nodes { id commentCount media { id } comments(first: 1) { nodes { id } } } } }
  viewer { id user { username posts(first: 1) { nodes { id } } } notifications(first: 1) { nodes { id } } homeFeed(first: 1) { liveCursor } }
}`;

interface Answer {
  readonly user: { readonly id: string; readonly username: string; readonly posts: { readonly nodes: readonly Post[] } | null } | null;
  readonly viewer: {
    readonly id: string;
    readonly user: { readonly username: string; readonly posts: { readonly nodes: readonly Post[] } | null } | null;
    readonly homeFeed: { readonly liveCursor: string } | null;
    readonly notifications: { readonly nodes: readonly { readonly id: string }[] } | null;
  } | null;
}

interface Post {
  readonly id: string;
  readonly media?: readonly { readonly id: string }[] | null;
  readonly comments?: { readonly nodes: readonly { readonly id: string }[] } | null;
}

/** Things that exist, as this person sees them: somebody else, a post of theirs, a comment under it … */
export async function loadSamples(session: Session, usernames: readonly string[]): Promise<Samples> {
  const username = usernames.find((each) => each !== session.username) ?? '';
  const { body } = await ask({ query: document, variables: { username } }, session);
  const { user, viewer } = (body.data ?? {}) as unknown as Partial<Answer>;
  const posts = user?.posts?.nodes ?? [];
  return {
    uuid: crypto.randomUUID?.() ?? String(Date.now()),
    time: new Date().toLocaleTimeString(),
    username: user?.username ?? username,
    user: user?.id,
    post: posts[0]?.id,
    comment: posts.flatMap(({ comments }) => comments?.nodes ?? [])[0]?.id,
    media: posts.flatMap(({ media }) => media ?? [])[0]?.id,
    me: viewer?.id,
    myUsername: viewer?.user?.username,
    myPost: viewer?.user?.posts?.nodes[0]?.id,
    feedCursor: viewer?.homeFeed?.liveCursor,
    notification: viewer?.notifications?.nodes[0]?.id,
  };
}
