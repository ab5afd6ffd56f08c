import type { Notification } from '../generated/prisma/client';
import { type Cause, latestCauses } from './cause';
import { groupMs } from './group';
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
const known = (...notifications: Notification[]) => ({ notifications, recipients, groups: [] });
const stored = (change: Partial<Notification> = {}): Notification => {
  const { active: _, ...cause } = like();
  return { ...cause, id: 'ntf_1', reaction: null, position: 3n, readAt: null, withdrawnAt: null, groupId: 'ngr_1', ...change };
};

describe('what changes when causes are heard of', () => {
  test('new ones get the next positions in the order they came, and count as unread', () => {
    const { notifications, recipients: counters } = settle([like(), like({ actorId: 'usr_other' })], known(), now);
    expect(notifications.map(({ actorId, position }) => [actorId, position])).toEqual([
      ['usr_fan', 5n],
      ['usr_other', 6n],
    ]);
    expect(counters).toEqual([{ userId: 'usr_me', lastPosition: 6n, unreadCount: 4 }]);
  });

  test('nothing, when a version is not news', () => {
    expect(settle([like({ version: 1, active: false })], known(stored()), now)).toEqual({ notifications: [], recipients: [], groups: [] });
  });

  test('what is undone is withdrawn, and counts as unread no longer', () => {
    const { notifications, recipients: counters } = settle([like({ version: 2, active: false })], known(stored()), now);
    expect(notifications).toMatchObject([{ id: 'ntf_1', position: 3n, version: 2, withdrawnAt: now }]);
    expect(counters).toEqual([{ userId: 'usr_me', lastPosition: 4n, unreadCount: 1 }]);
  });

  test('what is done again comes back to its place and stays read', () => {
    const read = stored({ version: 2, readAt: earlier, withdrawnAt: earlier });
    const { notifications, recipients: counters } = settle([like({ version: 3, occurredAt: now })], known(read), now);
    expect(notifications).toMatchObject([{ id: 'ntf_1', position: 3n, version: 3, readAt: earlier, withdrawnAt: null, occurredAt: earlier }]);
    expect(counters).toEqual([{ userId: 'usr_me', lastPosition: 4n, unreadCount: 2 }]);
  });

  test('what was undone before it was told takes no position until it is done', () => {
    const undone = settle([like({ version: 2, active: false })], known(), now);
    expect(undone.notifications).toMatchObject([{ position: null, withdrawnAt: now }]);
    expect(undone.recipients).toEqual([{ userId: 'usr_me', lastPosition: 4n, unreadCount: 2 }]);
    const done = settle([like({ version: 3, occurredAt: now })], known(...undone.notifications), now);
    expect(done.notifications).toMatchObject([{ id: undone.notifications[0]?.id, position: 5n, occurredAt: now, withdrawnAt: null }]);
  });
});

describe('the groups that take in what is told', () => {
  const fans = (count: number) => Array.from({ length: count }, (_, index) => like({ actorId: `usr_${index}` }));

  test('are one for what is of a kind and about one thing, and stand where the last of it stands', () => {
    const { notifications, groups } = settle([...fans(3), like({ subjectId: 'pst_2', postId: 'pst_2' })], known(), now);
    expect(groups.map(({ aboutId, lastPosition, startedAt }) => [aboutId, lastPosition, startedAt])).toEqual([
      ['pst_1', 7n, now],
      ['pst_2', 8n, now],
    ]);
    expect(notifications.map(({ groupId }) => groupId)).toEqual([groups[0]?.id, groups[0]?.id, groups[0]?.id, groups[1]?.id]);
  });

  test('go on where they are open, and keep what comes back', () => {
    const startedAt = new Date(now.getTime() - groupMs / 2);
    const open = { id: 'ngr_1', recipientId: 'usr_me', kind: 'REACTION' as const, aboutId: 'pst_1', startedAt, lastPosition: 3n };
    const told = settle(fans(1), { ...known(), groups: [open] }, now);
    expect(told.groups).toEqual([{ ...open, lastPosition: 5n }]);
    const back = settle([like({ version: 3 })], { ...known(stored({ version: 2, withdrawnAt: earlier })), groups: [] }, now);
    expect([back.groups, back.notifications[0]?.groupId]).toEqual([[], 'ngr_1']);
  });

  test('are none for what was undone before it was told', () => {
    expect(settle([like({ active: false })], known(), now)).toMatchObject({ groups: [], notifications: [{ groupId: null }] });
  });
});

describe('of many causes', () => {
  test('only the highest version of each is left, and none of one’s own', () => {
    const heard = [like({ version: 2, active: false }), like({ version: 1 }), like({ actorId: 'usr_me' }), like({ subjectId: 'pst_2' })];
    expect(latestCauses(heard)).toEqual([heard[0], heard[3]]);
  });
});
