import type { Client } from '../request/client';
import type { Viewer } from '../viewer/viewer';

/** What every request of a subgraph has; subgraphs add their own. */
export interface RequestContext {
  readonly viewer: Viewer;
  /** Known of mutations. */
  readonly client: Client;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
}
