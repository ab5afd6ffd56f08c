import type { BusAddress } from '@ejazz/platform/bus/engine';
import type { Route } from '@ejazz/platform/http/http-server';
import { respond } from '@ejazz/platform/http/respond';
import type { Logger } from '@ejazz/platform/log/logger';
import type { Board } from './open-board';

/** Where a browser looks into the queues; for development alone. */
export const queueBoardPath = '/queues';

export interface QueueBoard {
  readonly routes: readonly Route[];
  stop(): Promise<void>;
}

/** Bull Board over all queues. Nothing of it is loaded, and nothing connected, before somebody asks for it. */
export function createQueueBoard(bus: BusAddress, log: Logger): QueueBoard {
  let open: Promise<Board> | undefined;
  const handle: Route['handle'] = async (request, response) => {
    // Pages of others may not press its buttons.
    if (request.method !== 'GET' && request.headers['sec-fetch-site'] === 'cross-site') return respond(response, 403, { error: 'FORBIDDEN' });
    open ??= import('@ejazz/launcher/queue-board/open-board').then(({ openBoard }) =>
      openBoard({ ...bus, name: 'queue board', connections: 2, log }, queueBoardPath),
    );
    await (await open).answer(request, response);
  };
  const methods = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'];
  return {
    routes: [queueBoardPath, `${queueBoardPath}/`].map((path) => ({ path, methods, handle })),
    stop: async () => {
      await (await open)?.close();
    },
  };
}
