import { anonymous, type Viewer } from '@ejazz/platform/viewer/viewer';

/** Who asks, and until when the gateway may go on believing it. */
export interface Session {
  readonly viewer: Viewer;
  /** Milliseconds since 1970; undefined for anonymous visitors, who never expire. */
  readonly expiresAt: number | undefined;
}

export const anonymousSession: Session = { viewer: anonymous, expiresAt: undefined };
