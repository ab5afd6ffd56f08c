import { eventually } from '@ejazz/testing/eventually';
import type { GraphClient } from '@ejazz/testing/graph-client';
import { operation } from '@ejazz/testing/operations';
import type { CountedWorld } from './world';

interface Known {
  readonly viewer: {
    readonly user: { readonly avatar: { readonly id: string } };
    readonly homeFeed: { readonly nodes: readonly { readonly id: string; readonly visibility: string }[] };
  };
}

interface Page {
  readonly viewer: {
    readonly homeFeed: { readonly edges: readonly { readonly node: { readonly id: string }; readonly repostedBy: readonly unknown[] }[] };
  };
}

/** Puts all that a post can hold and come by at the top of ann's home feed, so that the shortest page costs what the longest does. */
export async function enrichFeed({ ann, ben }: Pick<CountedWorld, 'ann' | 'ben'>): Promise<void> {
  const { viewer } = await ann.data<Known>('{ viewer { user { avatar { id } } homeFeed(first: 50) { nodes { id visibility } } } }');
  const old = viewer.homeFeed.nodes.findLast(({ visibility }) => visibility === 'PUBLIC');
  const quote = await post(ben, { text: 'See what @ann found', quotedPostId: old?.id });
  const picture = await post(ann, { text: 'Pass it on', mediaIds: [viewer.user.avatar.id] });
  await ben.data(operation('CreateRepost'), { postId: picture });
  await eventually(async () => {
    const { viewer } = await ann.data<Page>(operation('HomeFeed'), { first: 5 });
    const reposts = new Map(viewer.homeFeed.edges.map(({ node, repostedBy }) => [node.id, repostedBy.length]));
    expect([reposts.get(quote), reposts.get(picture)]).toEqual([0, 1]);
  });
}

async function post(author: GraphClient, input: object): Promise<string> {
  const { createPost } = await author.data<{ createPost: { post: { id: string } } }>(operation('CreatePost'), { input });
  return createPost.post.id;
}
