import { z } from 'zod';
import { type LiveHints, sessionRenewedChannel } from '../auth/live-hints';

/** A session has a newer token: its live connections go on until that one expires (ms since 1970). */
export interface Renewal {
  readonly sessionId: string;
  readonly expiresAt: number;
}

const shape = z.object({ sessionId: z.string(), expiresAt: z.number() });

/** Tells the other instances of the gateway. One that does not hear of it ends the session's connections, and their clients come back. */
export const tellRenewal = (hints: LiveHints | undefined, renewal: Renewal): void =>
  void hints?.publish(sessionRenewedChannel, JSON.stringify(renewal)).catch(() => undefined);

export function hearRenewals(hints: LiveHints | undefined, hear: (renewal: Renewal) => void): () => void {
  const listen = (message: string) => {
    const { success, data } = shape.safeParse(JSON.parse(message));
    if (success) hear(data);
  };
  return hints?.subscribe(sessionRenewedChannel, listen) ?? (() => undefined);
}
