import type { CompositionRemark, SchemaPlace } from '@ejazz/gateway/supergraph/compose';
import type { LintFinding } from '../lint/lint';
import type { SchemaException } from './exceptions';
import type { WeighedChange } from './weigh';

/** A client's document that the schema does not answer, and did before. */
export interface DocumentFault {
  readonly client: string;
  readonly operations: readonly string[];
  readonly message: string;
  /** In a manifest, lines count within the document. */
  readonly place: SchemaPlace;
}

export interface WeighedLintFinding extends LintFinding {
  readonly exception?: SchemaException;
  readonly approved: boolean;
}

/** All that one check has found: what `--format json` prints. */
export interface CheckReport {
  readonly ok: boolean;
  /** What the schema was compared with. */
  readonly base: string;
  /** By whose operations changes were weighed, with how many documents each. */
  readonly clients: readonly { readonly name: string; readonly documents: number }[];
  /** Since when a gateway has recorded; absent when no such file was given. */
  readonly recordedSince?: string;
  /** Why the subgraphs do not compose; nothing else is told then but lint findings. */
  readonly faults: readonly CompositionRemark[];
  readonly hints: readonly CompositionRemark[];
  readonly lint: readonly WeighedLintFinding[];
  readonly changes: readonly WeighedChange[];
  readonly documents: readonly DocumentFault[];
  /** Exceptions that nothing needs any more. */
  readonly idleExceptions: readonly SchemaException[];
}
