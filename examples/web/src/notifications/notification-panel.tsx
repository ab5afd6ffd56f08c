import { useMutation } from '@apollo/client/react';
import { MarkNotificationsReadDocument, type NotificationKind, ViewerDocument } from '@ejazz/client/documents';
import { Avatar } from '../parts/avatar';
import { Moment } from '../parts/moment';
import { useNotifications } from './use-notifications';

/** A newer gateway may tell of more kinds. */
const said: Partial<Record<NotificationKind, string>> = {
  FOLLOW: 'follows you',
  REACTION: 'reacted to what you wrote',
  COMMENT: 'wrote below your post',
  REPLY: 'answered your comment',
};

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
        {notifications.map(({ id, kind, actor, post, comment, occurredAt, isRead }) => (
          <li key={id} className={isRead ? undefined : 'unread'}>
            <Avatar person={actor} />
            <div>
              <p>
                <strong dir="auto">{actor?.displayName ?? 'Somebody'}</strong> {said[kind] ?? 'did something'}
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
        ))}
      </ol>
      {notifications.length === 0 && <p className="muted">Nothing yet. It will show here the moment it happens.</p>}
    </>
  );
}
