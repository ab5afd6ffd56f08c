import { unauthenticated } from '@ejazz/platform/errors/fault';
import type { Session } from '../auth/session';
import type { Connections } from '../subscriptions/connections';

/** The payload of `renewSubscriptions`. */
export interface Renewed {
  readonly expiresAt: Date;
}

/** Lets the live connections of a session go on with the token of this request; undefined for an anonymous visitor, who has none. */
export function renewal(connections: Connections, session: Session): (() => Renewed) | undefined {
  const { expiresAt } = session;
  if (expiresAt === undefined) return undefined;
  return () => {
    connections.renew(session);
    return { expiresAt: new Date(expiresAt) };
  };
}

export function renewSubscriptions(renew: (() => Renewed) | undefined): Renewed {
  if (!renew) throw unauthenticated();
  return renew();
}
