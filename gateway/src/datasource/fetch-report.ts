import type { NoAnswerReason } from './transport/no-answer';

/** One request to a subgraph, with its retries, as told to `onFetch`. */
export interface FetchReport {
  readonly subgraph: string;
  /** Of the client's operation. */
  readonly operationName: string | undefined;
  readonly kind: 'query' | 'mutation' | 'entities';
  readonly outcome: 'answered' | NoAnswerReason;
  /** How many entities were asked for by their keys. */
  readonly entities: number;
  readonly milliseconds: number;
  /** SQL statements the subgraph took, as it says itself. */
  readonly statements: number;
}
