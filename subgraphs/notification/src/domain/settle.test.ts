import type { Notification } from '../generated/prisma/client';
import { type Cause, latestCauses } from './cause';
import { settle } from './settle';

const now = new Date('2026-01-31T12:00:00.000Z');
const earlier = new Date('2026-01-01T00:00:00.000Z');
const like = (change: Partial<Cause> = {}): Cause => ({
  recipientId: 'usr_me',
  kind: 'REACTION',
  actorId: 'usr_fan',
  subjectId: 'pst_1',
  postId: 'pst_1',
  commentId: null,
  version: 1,
  active: true,
  occurredAt: earlier,
  ...change,
});
const recipients = new Map([['usr_me', { userId: 'usr_me', lastPosition: 4n, unreadCount: 2 }]]);
const stored = (change: Partial<Notification> = {}): Notification => {
  const { active: _, ...cause } = like();
  return { ...cause, id: 'ntf_1', reaction: null, position: 3n, readAt: null, withdrawnAt: null, ...change };
};

describe('what changes when causes are heard of', () => {
  test('new ones get the next positions in the order they came, and count as unread', () => {
    const { notifications, recipients: counters } = settle([like(), like({ actorId: 'usr_other' })], [], recipients, now);
    expect(notifications.map(({ actorId, position }) => [actorId, position])).toEqual([
      ['usr_fan', 5n],
      ['usr_other', 6n],
    ]);
    expect(counters).toEqual([{ userId: 'usr_me', lastPosition: 6n, unreadCount: 4 }]);
  });

  test('nothing, when a version is not news', () => {
    expect(settle([like({ version: 1, active: false })], [stored()], recipients, now)).toEqual({ notifications: [], recipients: [] });
  });

  test('what is undone is withdrawn, and counts as unread no longer', () => {
    const { notifications, recipients: counters } = settle([like({ version: 2, active: false })], [stored()], recipients, now);
    expect(notifications).toMatchObject([{ id: 'ntf_1', position: 3n, version: 2, withdrawnAt: now }]);
    expect(counters).toEqual([{ userId: 'usr_me', lastPosition: 4n, unreadCount: 1 }]);
  });

  test('what is done again comes back to its place and stays read', () => {
    const read = stored({ version: 2, readAt: earlier, withdrawnAt: earlier });
    const { notifications, recipients: counters } = settle([like({ version: 3, occurredAt: now })], [read], recipients, now);
    expect(notifications).toMatchObject([{ id: 'ntf_1', position: 3n, version: 3, readAt: earlier, withdrawnAt: null, occurredAt: earlier }]);
    expect(counters).toEqual([{ userId: 'usr_me', lastPosition: 4n, unreadCount: 2 }]);
  });

  test('what was undone before it was told takes no position until it is done', () => {
    const undone = settle([like({ version: 2, active: false })], [], recipients, now);
    expect(undone.notifications).toMatchObject([{ position: null, withdrawnAt: now }]);
    expect(undone.recipients).toEqual([{ userId: 'usr_me', lastPosition: 4n, unreadCount: 2 }]);
    const done = settle([like({ version: 3, occurredAt: now })], undone.notifications, recipients, now);
    expect(done.notifications).toMatchObject([{ id: undone.notifications[0]?.id, position: 5n, occurredAt: now, withdrawnAt: null }]);
  });
});

describe('of many causes', () => {
  test('only the highest version of each is left, and none of one’s own', () => {
    const heard = [like({ version: 2, active: false }), like({ version: 1 }), like({ actorId: 'usr_me' }), like({ subjectId: 'pst_2' })];
    expect(latestCauses(heard)).toEqual([heard[0], heard[3]]);
  });
});
