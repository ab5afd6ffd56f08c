import { setMaxListeners } from 'node:events';
import type { Clock } from '@ejazz/platform/clock/clock';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { LiveHints } from '../auth/live-hints';
import type { Revocations } from '../auth/revocations';
import type { Session } from '../auth/session';
import type { GatewayContext } from '../context';
import type { Caller } from '../http/caller';
import { renewal } from '../local/renew-subscriptions';
import type { SubscriptionMetrics, Transport } from '../metrics/subscription-metrics';
import { type Ending, endings } from './endings';
import { hearRenewals, type Renewal, tellRenewal } from './renewals';
import { createTokenWatch } from './token-watch';

/** What carries subscriptions: a websocket, or one stream over HTTP. */
export interface Connection {
  readonly transport: Transport;
  readonly viewer: Viewer;
  readonly caller: Caller;
  /** Aborts when the connection is gone. */
  readonly signal: AbortSignal;
  /** What an operation of its client holds. */
  context(): GatewayContext;
  /** Ends it from our side. */
  end(why: Ending): void;
  /** Room for another subscription; returns what gives it back, undefined when there is none left. */
  reserve(): (() => void) | undefined;
  /** Goes on with a newer token of the same session; another session's ends it. Resolves with when that one expires. */
  renew(session: Session): Date | undefined;
  /** It has gone, for whatever reason. */
  release(): void;
}

export interface Attached extends Pick<Connection, 'transport' | 'caller'> {
  readonly onEnd: (why: Ending) => void;
  /** The token expires then unless it is renewed. */
  readonly onExpiring: (at: Date) => void;
}

/** Every live connection of this process: ended when its session ends or its token expires, carried on when that is renewed. */
export interface Connections extends Service {
  /** Undefined when the viewer, or the address of an anonymous one, has as many as they may. */
  open(session: Session, attached: Attached): Connection | undefined;
  /** Lets all connections of a session go on, those on other instances of the gateway too. */
  renew(session: Session): void;
}

export interface ConnectionsOptions {
  readonly revocations: Pick<Revocations, 'onRevoked'>;
  readonly hints: LiveHints | undefined;
  readonly clock: Clock;
  /** Connections a signed-in person may have open here. */
  readonly mostOfViewer: number;
  /** Subscriptions one connection may carry. */
  readonly mostSubscriptions: number;
  /** Connections that visitors of one address who are not signed in may have open here. */
  readonly mostOfAddress: number;
  /** Milliseconds in which each operation is answered, and each event. */
  readonly answerTimeout: number;
  /** Milliseconds before its expiry at which a token is warned of. */
  readonly warning: number;
  readonly metrics: SubscriptionMetrics;
}

interface Held extends Connection {
  extend(until: number): void;
}

export function createConnections(options: ConnectionsOptions): Connections {
  const { revocations, hints, clock, mostOfViewer, mostOfAddress, mostSubscriptions, answerTimeout, warning, metrics } = options;
  const bySession = new Map<string, Set<Held>>();
  const all = new Set<Held>();
  const openOf = new Map<string, number>();
  let ends: (() => void)[] = [];

  const extend = ({ sessionId, expiresAt }: Renewal) => {
    for (const held of bySession.get(sessionId) ?? []) held.extend(expiresAt);
  };
  const hold = (session: Session, { transport, caller, onEnd, onExpiring }: Attached): Held => {
    const { userId, sessionId } = session.viewer;
    const gone = new AbortController();
    setMaxListeners(0, gone.signal);
    let present = session;
    let subscriptions = 0;
    const watch = createTokenWatch({ clock, warning, onExpiring, onExpired: () => held.end(endings.tokenExpired) });
    const held: Held = {
      transport,
      caller,
      get viewer() {
        return present.viewer;
      },
      signal: gone.signal,
      context: () => ({
        viewer: present.viewer,
        caller,
        signal: gone.signal,
        deadline: performance.now() + answerTimeout,
        renewSubscriptions: renewal(connections, present),
      }),
      end(why) {
        if (!gone.signal.aborted) onEnd(why);
      },
      reserve() {
        if (subscriptions >= mostSubscriptions) return undefined;
        subscriptions += 1;
        let reserved = true;
        return () => {
          if (reserved) subscriptions -= 1;
          reserved = false;
        };
      },
      renew(renewed) {
        if (renewed.viewer.userId !== userId || renewed.viewer.sessionId !== sessionId || renewed.expiresAt === undefined) {
          held.end(endings.anotherPerson);
          return undefined;
        }
        present = renewed;
        return watch.until(renewed.expiresAt);
      },
      extend: (until) => void watch.until(until),
      release() {
        if (gone.signal.aborted) return;
        gone.abort();
        watch.stop();
        all.delete(held);
        leave(openOf, userId ?? caller.address);
        const ofSession = sessionId === undefined ? undefined : bySession.get(sessionId);
        ofSession?.delete(held);
        if (sessionId !== undefined && ofSession?.size === 0) bySession.delete(sessionId);
        metrics.connections.dec({ transport });
      },
    };
    watch.until(session.expiresAt);
    return held;
  };

  const connections: Connections = {
    name: 'connections',
    open(session, attached) {
      const { userId, sessionId } = session.viewer;
      const who = userId ?? attached.caller.address;
      const open = openOf.get(who) ?? 0;
      if (open >= (userId ? mostOfViewer : mostOfAddress)) return undefined;
      const held = hold(session, attached);
      all.add(held);
      openOf.set(who, open + 1);
      if (sessionId !== undefined) bySession.set(sessionId, (bySession.get(sessionId) ?? new Set()).add(held));
      metrics.connections.inc({ transport: attached.transport });
      return held;
    },
    renew({ viewer: { sessionId }, expiresAt }) {
      if (sessionId === undefined || expiresAt === undefined) return;
      extend({ sessionId, expiresAt });
      tellRenewal(hints, { sessionId, expiresAt });
    },
    async start() {
      const revoke = (sessionId: string) => {
        for (const held of [...(bySession.get(sessionId) ?? [])]) held.end(endings.sessionEnded);
      };
      ends = [revocations.onRevoked(revoke), hearRenewals(hints, extend)];
    },
    async stop() {
      for (const end of ends.splice(0)) end();
      for (const held of [...all]) held.end(endings.goingAway);
    },
  };
  return connections;
}

function leave(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 1) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
