import { makeWorld } from './world';

const now = new Date('2026-06-01T12:00:00Z');

describe('the demo world', () => {
  const world = makeWorld(now);

  it('is the same in every run', () => {
    expect(makeWorld(now)).toEqual(world);
  });

  it('has distinct ids and user names', () => {
    for (const items of [world.people, world.pictures, world.posts, world.comments]) {
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    }
    expect(new Set(world.people.map(({ username }) => username)).size).toBe(100);
  });

  it('is uneven: the most followed tenth has more followers than the least followed half', () => {
    const counts = world.people.map(({ id }) => world.follows.filter(({ followeeId }) => followeeId === id).length).sort((a, b) => b - a);
    const sum = (numbers: number[]) => numbers.reduce((total, count) => total + count, 0);
    expect(sum(counts.slice(0, 10))).toBeGreaterThan(sum(counts.slice(50)));
  });

  it('has nothing in the future and no reaction before its post', () => {
    const posts = new Map(world.posts.map((post) => [post.id, post]));
    for (const { postId, createdAt } of world.comments) {
      expect(createdAt.getTime()).toBeGreaterThan(posts.get(postId)?.createdAt.getTime() ?? Number.POSITIVE_INFINITY);
      expect(createdAt.getTime()).toBeLessThan(now.getTime());
    }
    for (const { at } of [...world.likes, ...world.reposts]) expect(at.getTime()).toBeLessThan(now.getTime());
  });

  it('has answers to comments, quotes of earlier posts and reposts', () => {
    const comments = new Map(world.comments.map((comment) => [comment.id, comment]));
    const answers = world.comments.filter(({ belowId }) => comments.has(belowId));
    expect(answers.length).toBeGreaterThan(50);
    for (const { belowId, postId, createdAt } of answers) {
      const answered = comments.get(belowId);
      expect([answered?.postId, Number(answered?.createdAt) <= Number(createdAt)]).toEqual([postId, true]);
    }
    const quotes = world.posts.filter(({ quotedPostId }) => quotedPostId !== undefined);
    expect(quotes.length).toBeGreaterThan(20);
    for (const { id, quotedPostId = '' } of quotes) expect(quotedPostId < id).toBe(true);
    expect(world.reposts.length).toBeGreaterThan(100);
  });

  it('orders ids as it orders time', () => {
    const ids = world.posts.map(({ id }) => id);
    expect([...ids].sort()).toEqual(ids);
  });
});
