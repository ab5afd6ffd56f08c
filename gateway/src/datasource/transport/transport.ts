import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { Caller } from '../../http/caller';
import type { SubgraphAnswer } from '../subgraph-answer';

/** What the gateway asks of a subgraph on somebody's behalf. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly viewer: Viewer;
  /** Where it comes from: its `forwarded` headers are passed on as they are. */
  readonly caller: Caller;
  /** Query, variables and operation name as JSON. */
  readonly body: string;
}

export interface SubgraphReply {
  readonly answer: SubgraphAnswer;
  /** SQL statements the subgraph took, as it says itself. */
  readonly statements: number;
}

/** How long a hop may take. */
export interface Patience {
  /** Aborts when the time is up, or when nobody waits any more. */
  readonly signal: AbortSignal;
  /** Until the time is up, from now. */
  readonly milliseconds: number;
}

/** The way to one subgraph. Rejects with NoAnswer whenever what comes back is not an answer to the operation. */
export interface Transport {
  send(request: SubgraphRequest, patience: Patience): Promise<SubgraphReply>;
}
