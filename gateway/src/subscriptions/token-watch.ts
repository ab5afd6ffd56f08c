import { atMoment } from '@ejazz/platform/clock/at-moment';
import type { Clock } from '@ejazz/platform/clock/clock';

/** Warns before a token expires, and tells when it has. */
export interface TokenWatch {
  /** Watches over a token that expires then (ms since 1970), instead of an earlier one; one that never expires is not watched. */
  until(expiresAt: number | undefined): Date | undefined;
  stop(): void;
}

export function createTokenWatch(options: {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly warning: number;
  readonly onExpiring: (at: Date) => void;
  readonly onExpired: () => void;
}): TokenWatch {
  const { clock, warning, onExpiring, onExpired } = options;
  let watched: number | undefined;
  let forget: (() => void) | undefined;
  return {
    until(expiresAt) {
      if (expiresAt === undefined) return undefined;
      const at = new Date(watched === undefined ? expiresAt : Math.max(watched, expiresAt));
      if (at.getTime() === watched) return at;
      watched = at.getTime();
      forget?.();
      forget = atMoment(clock, new Date(watched - warning), () => {
        forget = atMoment(clock, at, onExpired);
        onExpiring(at);
      });
      return at;
    },
    stop: () => forget?.(),
  };
}
