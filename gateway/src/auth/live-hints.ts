import type { PubSub } from '@ejazz/platform/bus/pubsub';

/** What the gateway needs of the bus: hints may be lost, `onResume` tells when they may have been. */
export type LiveHints = Pick<PubSub, 'publish' | 'subscribe' | 'onResume'>;

export const sessionRevokedChannel = 'session-revoked';
export const sessionRenewedChannel = 'session-renewed';
