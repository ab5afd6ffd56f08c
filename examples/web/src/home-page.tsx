import { useQuery } from '@apollo/client/react';
import { ViewerDocument } from '@ejazz/client/documents';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Composer } from './compose/composer';
import { HomeFeed } from './feed/home-feed';
import type { FeedItem } from './feed/post-card';
import { live, session } from './graph';
import { NotificationPanel } from './notifications/notification-panel';
import { Avatar } from './parts/avatar';

export function HomePage() {
  const { data } = useQuery(ViewerDocument);
  const connected = useSyncExternalStore(live.onConnected, () => live.connected);
  const [posted, setPosted] = useState<readonly FeedItem[]>([]);
  const [panelOpen, setPanelOpen] = useState(false);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (panelOpen) panel.current?.scrollIntoView();
  }, [panelOpen]);
  const user = data?.viewer?.user;
  const unread = data?.viewer?.unreadNotificationCount ?? 0;
  return (
    <>
      <header className="bar">
        <p className="brand">Ejazz</p>
        <p className="line" role="status">
          <span className={connected ? 'dot on' : 'dot'} aria-hidden="true" />
          {connected ? 'Live' : 'Connecting'}
        </p>
        <button type="button" className="quiet bell" aria-expanded={panelOpen} aria-controls="notifications" onClick={() => setPanelOpen(!panelOpen)}>
          Notifications{unread > 0 && <span className="count">{unread}</span>}
        </button>
        {user && <Avatar person={user} />}
        <button type="button" className="quiet" onClick={() => void session.signOut().catch(() => undefined)}>
          Sign out
        </button>
      </header>
      <div className="columns">
        <main>
          <h1>Home</h1>
          <Composer onPosted={(post) => setPosted((posts) => [post, ...posts])} />
          <HomeFeed posted={posted} />
        </main>
        <aside id="notifications" ref={panel} className={panelOpen ? 'open' : undefined} aria-label="Notifications">
          <NotificationPanel />
        </aside>
      </div>
    </>
  );
}
