import { useMutation } from '@apollo/client/react';
import { MarkNotificationsReadDocument, type NotificationCardFragment, ViewerDocument } from '@ejazz/client/documents';
import { Avatar } from '../parts/avatar';
import { Moment } from '../parts/moment';
import { useNotifications } from './use-notifications';

/** A newer gateway may tell of more kinds, of notifications and of reactions. */
const said: Readonly<Record<string, string>> = {
  FOLLOW: 'follows you',
  COMMENT: 'wrote below your post',
  REPLY: 'answered your comment',
  MENTION: 'mentioned you',
  REPOST: 'passed your post on',
  QUOTE: 'quoted your post',
};
const reacts: Readonly<Record<string, string>> = {
  LIKE: 'likes',
  LOVE: 'loves',
  LAUGH: 'laughs about',
  WOW: 'is amazed by',
  SAD: 'is sad about',
  ANGRY: 'is angry about',
};

function whatHappened({ kind, reaction, comment }: NotificationCardFragment): string {
  if (reaction) return `${reacts[reaction] ?? 'reacts to'} your ${comment ? 'comment' : 'post'}`;
  return said[kind] ?? 'did something';
}

export function NotificationPanel() {
  const notifications = useNotifications();
  const [markRead, { loading }] = useMutation(MarkNotificationsReadDocument, { refetchQueries: [ViewerDocument, 'Notifications'] });
  const latest = notifications[0];
  return (
    <>
      <div className="row">
        <h2>Notifications</h2>
        {notifications.some(({ isRead }) => !isRead) && (
          <button type="button" className="quiet" disabled={loading} onClick={() => void markRead({ variables: { input: { upTo: latest?.id } } })}>
            Mark all as read
          </button>
        )}
      </div>
      <ol className="notifications" aria-live="polite">
        {notifications.map((notification) => {
          const { id, actor, post, comment, occurredAt, isRead } = notification;
          return (
            <li key={id} className={isRead ? undefined : 'unread'}>
              <Avatar person={actor} />
              <div>
                <p>
                  <strong dir="auto">{actor?.displayName ?? 'Somebody'}</strong> {whatHappened(notification)}
                </p>
                {(comment?.text || post?.text) && (
                  <p className="muted quote" dir="auto">
                    {comment?.text || post?.text}
                  </p>
                )}
                <p className="muted">
                  <Moment at={occurredAt} />
                </p>
              </div>
            </li>
          );
        })}
      </ol>
      {notifications.length === 0 && <p className="muted">Nothing yet. It will show here the moment it happens.</p>}
    </>
  );
}
