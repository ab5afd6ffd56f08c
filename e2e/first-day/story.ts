import { eventually } from '@ejazz/testing/eventually';
import type { LiveEvents } from '@ejazz/testing/graph-client';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';
import { jpegWithLocation } from '@ejazz/testing/pictures';
import { upload } from '@ejazz/testing/upload';

interface Feed {
  readonly viewer: { readonly homeFeed: { readonly edges: readonly { readonly node: FeedPost | null; readonly reason: string }[] } };
}

interface FeedPost {
  readonly id: string;
  readonly text: string;
  readonly likeCount: number;
  readonly author: { readonly username: string };
  readonly media: readonly { readonly altText: string; readonly thumbnail: { readonly url: string; readonly width: number } }[];
}

interface Arrival {
  readonly notificationReceived: {
    readonly unreadNotificationCount: number;
    readonly notification: {
      readonly kind: string;
      readonly actor: { readonly username: string };
      readonly post: { readonly text: string; readonly media: readonly { readonly thumbnail: { readonly url: string } }[] } | null;
      readonly comment: { readonly text: string } | null;
    };
  };
}

interface CreatedUpload {
  readonly createMediaUpload: { readonly media: { readonly id: string }; readonly upload: { readonly url: string; readonly method: string } };
}

/** Opens the subscription where the list of notifications ends, so that nothing falls between the two. */
async function listen(person: Person): Promise<LiveEvents<Arrival>> {
  const { viewer } = await person.data<{ viewer: { notifications: { liveCursor: string } } }>(operation('Notifications'), { first: 1 });
  return person.subscribe<Arrival>(operation('NotificationReceived'), { after: viewer.notifications.liveCursor });
}

/** A graph that is started, however it runs. */
export interface RunningGraph {
  /** The gateway's endpoint. */
  readonly url: string;
  /** Stops it and removes what it kept. */
  remove(): Promise<void>;
}

/** The story, told of whatever runs the graph. */
export function theFirstDayOfTwoPeople(start: () => Promise<RunningGraph>): void {
  let graph: RunningGraph;
  let mia: Person;
  let noah: Person;
  let postId: string;

  beforeAll(async () => {
    graph = await start();
    [mia, noah] = await Promise.all([signUp(graph.url, 'mia'), signUp(graph.url, 'noah')]);
  }, 60_000);

  afterAll(async () => {
    await Promise.all([mia?.close(), noah?.close()]);
    await graph?.remove();
  });

  it('lets one follow the other, who hears of it live', async () => {
    const live = await listen(mia);
    await noah.data(operation('FollowUser'), { id: mia.id });
    const seen = await live.next();
    expect(seen).toMatchObject({
      notificationReceived: { unreadNotificationCount: 1, notification: { kind: 'FOLLOW', actor: { username: 'noah' } } },
    });
    await live.stop();
  });

  it('shows a post with its picture in the feed of the follower', async () => {
    const mediaId = await upload(mia, await jpegWithLocation(1200, 800), 'A quay in the morning');
    const created = await mia.data<{ createPost: { post: { id: string } | null; userErrors: unknown[] } }>(operation('CreatePost'), {
      input: { text: 'First light at the harbour', mediaIds: [mediaId] },
    });
    expect(created.createPost.userErrors).toEqual([]);
    postId = created.createPost.post?.id ?? '';
    const post = await eventually(async () => {
      const feed = await noah.data<Feed>(operation('HomeFeed'), { first: 10 });
      const found = feed.viewer.homeFeed.edges.find(({ node }) => node?.id === postId)?.node;
      expect(found?.media[0]?.thumbnail.url).toEqual(expect.any(String));
      return found as FeedPost;
    });
    expect(post).toMatchObject({ text: 'First light at the harbour', author: { username: 'mia' }, media: [{ altText: 'A quay in the morning' }] });
    const thumbnail = await fetch(post.media[0]?.thumbnail.url ?? '');
    expect(thumbnail.status).toBe(200);
    expect(thumbnail.headers.get('content-type')).toBe('image/webp');
    expect(thumbnail.headers.get('cache-control')).toMatch(/max-age=\d+/);
  });

  it('tells the owner of a picture live when it can be shown, cuts it around what it is about, and keeps it from others until then', async () => {
    const bytes = await jpegWithLocation(900, 300);
    const input = { contentType: 'IMAGE_JPEG', byteSize: bytes.length, focalPoint: { x: 0.2, y: 0.5 } };
    const created = await mia.data<CreatedUpload>(operation('CreateMediaUpload'), { input });
    const { media, upload: target } = created.createMediaUpload;
    const live = mia.subscribe<{ mediaChanged: { status: string; thumbnail: { url: string } | null } }>(operation('MediaChanged'), { id: media.id });
    expect((await live.next()).mediaChanged).toMatchObject({ status: 'AWAITING_UPLOAD', thumbnail: null });
    expect((await fetch(target.url, { method: target.method, body: new Uint8Array(bytes) })).status).toBe(202);
    let state = (await live.next()).mediaChanged;
    while (state.status !== 'READY') state = (await live.next()).mediaChanged;
    await live.stop();
    expect((await fetch(state.thumbnail?.url ?? '')).status).toBe(200);
    const shown = await mia.data<{ node: object }>(operation('Picture'), { id: media.id });
    expect(shown.node).toMatchObject({ focalPoint: { x: 0.2, y: 0.5 }, isAnimated: false, feed: { width: 900, height: 300 } });
    expect(await noah.data(operation('Picture'), { id: media.id })).toEqual({ node: null });
  });

  it('brings a like and a comment to the author over an open websocket, with actor and post joined', async () => {
    const live = await listen(mia);
    await noah.data(operation('LikePost'), { id: postId });
    expect((await live.next()).notificationReceived).toMatchObject({
      notification: {
        kind: 'REACTION',
        actor: { username: 'noah' },
        post: { text: 'First light at the harbour', media: [{ thumbnail: { url: expect.stringContaining('http') } }] },
      },
    });
    await noah.data(operation('CreateComment'), { input: { postId, text: 'I can smell the tar' } });
    expect((await live.next()).notificationReceived.notification).toMatchObject({
      kind: 'COMMENT',
      actor: { username: 'noah' },
      comment: { text: 'I can smell the tar' },
    });
    await live.stop();
  });

  it('moves the unread count, and back when read', async () => {
    const { viewer } = await mia.data<{ viewer: { unreadNotificationCount: number } }>(operation('Viewer'));
    expect(viewer.unreadNotificationCount).toBe(3);
    const list = await mia.data<{ viewer: { notifications: { nodes: { id: string; isRead: boolean }[] } } }>(operation('Notifications'), {
      first: 10,
    });
    await mia.data(operation('MarkNotificationsRead'), { input: { upTo: list.viewer.notifications.nodes[0]?.id } });
    const after = await mia.data<{ viewer: { unreadNotificationCount: number } }>(operation('Viewer'));
    expect(after.viewer.unreadNotificationCount).toBe(0);
  });

  it('takes a deleted post out of feed, links and notifications', async () => {
    await mia.data(operation('DeletePost'), { id: postId });
    await eventually(async () => {
      const feed = await noah.data<Feed>(operation('HomeFeed'), { first: 10 });
      expect(feed.viewer.homeFeed.edges).toEqual([]);
      const { node } = await noah.data<{ node: unknown }>('query ($id: ID!) { node(id: $id) { id } }', { id: postId });
      expect(node).toBeNull();
      const list = await mia.data<{ viewer: { notifications: { nodes: { kind: string }[] } } }>(operation('Notifications'), { first: 10 });
      expect(list.viewer.notifications.nodes.map(({ kind }) => kind)).toEqual(['FOLLOW']);
    });
  });
}
