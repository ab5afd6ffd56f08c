import { Fault } from '@ejazz/platform/errors/fault';
import type { ASTVisitor, DocumentNode, GraphQLError, ValidationContext } from 'graphql';
import { documentSize } from './document-size';
import { beyond, type Limits } from './limits';
import { repeatedFields } from './repeated-fields';

/** Why a parsed document is not worth validating; undefined when it is. */
export type Admission = (document: DocumentNode) => GraphQLError | undefined;

/** Refuses documents larger than the limits. */
export function withinLimits(limits: Limits): Admission {
  return (document) => {
    const size = documentSize(document);
    if (!size) return new Fault('GRAPHQL_VALIDATION_FAILED', 'Fragments spread each other in a circle.', { http: { status: 400 } });
    const exceeded = (['depth', 'fields', 'aliases', 'directives'] as const).find((limit) => size[limit] > limits[limit]);
    if (exceeded) return beyond(limits, exceeded);
    return repeatedFields(document) > limits.repeats ? beyond(limits, 'repeats') : undefined;
  };
}

/**
 * Asks before validation, as a rule of it, for that is the only place where Apollo Server lets one look between parsing and
 * validating: some of the standard rules compare all fields with all others, and validating is itself worth attacking. On a refusal the
 * other rules, which see the document after this one, are shown an empty one.
 */
export function admissionRule(admissions: readonly Admission[]) {
  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      for (const admission of admissions) {
        const refusal = admission(document);
        if (!refusal) continue;
        context.reportError(refusal);
        return { ...document, definitions: [] };
      }
      return undefined;
    },
  });
}
