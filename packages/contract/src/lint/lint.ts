import type { SchemaPlace } from '@ejazz/gateway/supergraph/compose';
import type { SchemaElement } from '../schema/elements';
import { deprecations } from './deprecations';
import { descriptions } from './descriptions';
import { mutations } from './mutations';
import { naming } from './naming';
import { pagination } from './pagination';
import { scalars } from './scalars';

/** What breaks one of our own rules. */
export interface LintFinding {
  /** Names the rule: `PAGINATION`; with the path it names the finding in `schema-exceptions.yaml`. */
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly place: SchemaPlace;
}

/** A rule: told all elements of one subgraph's schema, it says what is wrong with which. */
export type LintRule = (elements: readonly SchemaElement[]) => readonly { readonly element: SchemaElement; readonly message: string }[];

const rules: Readonly<Record<string, LintRule>> = {
  DEPRECATION: deprecations,
  DESCRIPTION: descriptions,
  MUTATION: mutations,
  NAMING: naming,
  PAGINATION: pagination,
  SCALAR: scalars,
};

/** What the rules find in one subgraph's schema, in the order of the file. */
export function lint(elements: readonly SchemaElement[]): LintFinding[] {
  return Object.entries(rules)
    .flatMap(([code, rule]) => rule(elements).map(({ element, message }) => ({ code, path: element.path, message, place: element.place })))
    .sort((one, other) => one.place.line - other.place.line);
}
