import { eventually } from '@ejazz/testing/eventually';
import type { Person } from '@ejazz/testing/people';

interface Page<N> {
  readonly nodes: readonly N[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface NotificationNode {
  readonly kind: string;
  readonly actor: { readonly id: string };
  readonly post: { readonly id: string } | null;
  readonly comment: { readonly id: string } | null;
}

const feedDocument = `query ($after: String) {
  viewer { page: homeFeed(first: 100, after: $after) { nodes: edges { node { id } } pageInfo { hasNextPage endCursor } } }
}`;
const notificationsDocument = `query ($after: String) {
  viewer {
    page: notifications(first: 100, after: $after) {
      nodes { kind actor { id } post { id } comment { id } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** Ids in a person's home feed, as they see it. */
export const seenFeed = async (person: Person): Promise<(string | undefined)[]> =>
  (await walk<{ node: { id: string } | null }>(person, feedDocument)).map(({ node }) => node?.id);

/** What a person is told, in the model's terms. */
export async function seenNotifications(person: Person): Promise<string[]> {
  const nodes = await walk<NotificationNode>(person, notificationsDocument);
  return nodes.map(({ kind, actor, post, comment }) => `${kind} ${actor.id} ${(comment ?? post)?.id ?? ''}`.trim()).sort();
}

export async function seenUnread(person: Person): Promise<number> {
  const { viewer } = await eventually(() => person.data<{ viewer: { unreadNotificationCount: number } }>('{ viewer { unreadNotificationCount } }'));
  return viewer.unreadNotificationCount;
}

async function walk<N>(person: Person, document: string): Promise<N[]> {
  const nodes: N[] = [];
  for (let after: string | null = null; ; ) {
    const { viewer } = await eventually(() => person.data<{ viewer: { page: Page<N> } }>(document, { after }));
    nodes.push(...viewer.page.nodes);
    if (!viewer.page.pageInfo.hasNextPage) return nodes;
    after = viewer.page.pageInfo.endCursor;
  }
}
