import { eventually } from '@ejazz/testing/eventually';
import { startHouse, type TestHouse } from '@ejazz/testing/house';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';
import { jpegWithLocation } from '@ejazz/testing/pictures';
import { upload } from '@ejazz/testing/upload';

export interface World {
  readonly house: TestHouse;
  readonly author: Person;
  readonly reader: Person;
  /** Whose mutations change nothing of what the queries show. */
  readonly stranger: Person;
  readonly leaver: Person;
  /** Arguments with which each saved operation has something of every subgraph to show. */
  readonly variables: Readonly<Record<string, Record<string, unknown>>>;
  remove(): Promise<void>;
}

/** An author with a face and a post with a picture; a reader who follows, likes and comments. */
export async function createWorld(): Promise<World> {
  const house = await startHouse();
  const [author, reader, stranger, leaver] = await Promise.all([
    signUp(house.url, 'author'),
    signUp(house.url, 'reader'),
    signUp(house.url, 'stranger'),
    signUp(house.url, 'leaver'),
  ]);
  const apart = await postOf(stranger, 'Apart');
  const ownComment = await commentOf(stranger, apart);
  await Promise.all([reader.data(operation('FollowUser'), { id: author.id }), author.data(operation('FollowUser'), { id: reader.id })]);
  const [face, picture] = [
    await upload(author, await jpegWithLocation(300, 300), 'A face'),
    await upload(author, await jpegWithLocation(600, 400), 'A quay'),
  ];
  await author.data(operation('UpdateProfile'), { input: { avatarId: face } });
  const id = await postOf(author, 'First light', [picture]);
  await reader.data(operation('LikePost'), { id });
  await commentOf(author, id);
  await commentOf(reader, id);
  const seen = { viewer: { notifications: { nodes: [{ kind: 'COMMENT' }, {}, {}] } } };
  await eventually(async () => expect(await author.data(operation('Notifications'), { first: 10 })).toMatchObject(seen));
  await eventually(async () => {
    expect(await reader.data(operation('HomeFeed'), { first: 10 })).toMatchObject({
      viewer: { homeFeed: { edges: [{ node: { author: { avatar: { thumbnail: {} } }, media: [{ thumbnail: {} }] } }] } },
    });
  });
  return {
    house,
    author,
    reader,
    stranger,
    leaver,
    variables: {
      SignUp: { input: { username: 'newcomer', email: 'newcomer@example.org', password: 'long enough' } },
      SignIn: { input: { login: 'author', password: 'not this one' } },
      RefreshSession: { refreshToken: 'unknown' },
      Profile: { username: 'author', first: 10 },
      Followers: { username: 'author', first: 10 },
      Following: { username: 'author', first: 10 },
      ProfilePosts: { username: 'author', first: 10 },
      UpdateProfile: { input: { bio: 'Seen from the quay' } },
      FollowUser: { id: stranger.id },
      UnfollowUser: { id: stranger.id },
      Post: { id },
      PostComments: { id, first: 10 },
      PostReactions: { id, first: 10 },
      CreatePost: { input: { text: 'Again', mediaIds: [] } },
      LikePost: { id: apart },
      UnlikePost: { id: apart },
      DeletePost: { id: 'pst_00000000000000000000000000' },
      CreateComment: { input: { postId: apart, text: 'Once more' } },
      DeleteComment: { id: ownComment },
      Picture: { id: picture },
      CreateMediaUpload: { input: { contentType: 'IMAGE_JPEG', byteSize: 1_000 } },
      MarkNotificationsRead: { input: { upTo: 'ntf_00000000000000000000000000' } },
      UpdateNotificationPreferences: { input: { preferences: [{ kind: 'COMMENT', inApp: 'EVERYONE' }] } },
    },
    async remove() {
      await Promise.all([author, reader, stranger, leaver].map((person) => person.close()));
      await house.remove();
    },
  };
}

async function postOf(person: Person, text: string, mediaIds: readonly string[] = []): Promise<string> {
  const { createPost } = await person.data<{ createPost: { post: { id: string } } }>(operation('CreatePost'), { input: { text, mediaIds } });
  return createPost.post.id;
}

async function commentOf(person: Person, postId: string): Promise<string> {
  const input = { postId, text: 'I can smell the tar' };
  const { createComment } = await person.data<{ createComment: { comment: { id: string } } }>(operation('CreateComment'), { input });
  return createComment.comment.id;
}
