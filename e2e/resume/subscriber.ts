import { setTimeout as pause } from 'node:timers/promises';
import { operation } from '@ejazz/testing/operations';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

interface Told {
  readonly commentsChanged: { readonly eventId: string; readonly cursor: string };
}

/** One person's socket; what hangs on it comes back when it is lost. */
export interface Socket {
  /** Follows a post's comments from a cursor on, whatever happens; gives what was told so far, oldest first. */
  follow(postId: string, after: string): readonly string[];
  /** Goes on with a newer token, on the live socket and after it is lost. */
  renew(accessToken: string): void;
  close(): Promise<void>;
}

export function openSocket(url: string, accessToken: string): Socket {
  let token = accessToken;
  let open: WebSocket | undefined;
  let closed = false;
  const client: Client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: () => ({ authorization: `Bearer ${token}` }),
    on: {
      opened: (socket) => {
        open = socket as WebSocket;
      },
    },
  });
  return {
    follow(postId, after) {
      const told: string[] = [];
      let cursor = after;
      const once = async () => {
        const variables = { postId, after: cursor };
        for await (const { data, errors } of client.iterate<Told>({ query: operation('CommentsChanged'), variables })) {
          if (errors || !data) return;
          told.push(data.commentsChanged.eventId);
          cursor = data.commentsChanged.cursor;
        }
      };
      const always = async () => {
        while (!closed) {
          await once().catch(() => undefined);
          await pause(100);
        }
      };
      void always();
      return told;
    },
    renew(renewed) {
      token = renewed;
      if (open?.readyState === WebSocket.OPEN) open.send(JSON.stringify({ type: 'ping', payload: { authorization: `Bearer ${renewed}` } }));
    },
    async close() {
      closed = true;
      await client.dispose();
    },
  };
}
