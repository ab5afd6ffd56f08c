import type { Clock } from '@ejazz/platform/clock/clock';
import { signViewer, viewerKey } from '@ejazz/platform/viewer/signed-viewer';
import type { Viewer } from '@ejazz/platform/viewer/viewer';

/** Undefined where nobody is authenticated. */
export type ViewerToken = (viewer: Viewer, subgraph: string) => string | undefined;

/** Far below what a signed viewer is good for. */
const reuseFor = 20_000;

/** Signs viewers for subgraphs; one viewer's token for one subgraph is used again for some seconds. */
export function createViewerTokens(secret: string, clock: Clock): (viewer: Viewer, subgraph: string) => string {
  const keys = new Map<string, string>();
  const tokens = new WeakMap<Viewer, Map<string, { token: string; until: number }>>();
  const keyOf = (subgraph: string) => {
    const key = keys.get(subgraph) ?? viewerKey(secret, subgraph);
    keys.set(subgraph, key);
    return key;
  };
  return (viewer, subgraph) => {
    const now = clock.now().getTime();
    const held = tokens.get(viewer) ?? new Map<string, { token: string; until: number }>();
    const last = held.get(subgraph);
    if (last && last.until > now) return last.token;
    const token = signViewer(viewer, subgraph, keyOf(subgraph));
    held.set(subgraph, { token, until: now + reuseFor });
    tokens.set(viewer, held);
    return token;
  };
}
