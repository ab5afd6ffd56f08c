import { unauthenticated } from '../errors/fault';

/** Who asks. The gateway has verified it; subgraphs receive it signed. */
export interface Viewer {
  /** `usr_…` of the signed-in person; undefined for an anonymous visitor. */
  readonly userId: string | undefined;
  readonly sessionId: string | undefined;
  readonly roles: readonly Role[];
}

export const roles = ['MODERATOR'] as const;
export type Role = (typeof roles)[number];

export const anonymous: Viewer = { userId: undefined, sessionId: undefined, roles: [] };

/** The id of the signed-in person, for what `@auth` guards already. */
export function signedIn(viewer: Viewer): string {
  if (!viewer.userId) throw unauthenticated();
  return viewer.userId;
}
