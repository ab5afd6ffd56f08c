import { Kind } from 'graphql';
import { goneAfter } from '../schema/deprecation';
import type { SchemaElement } from '../schema/elements';
import type { LintRule } from './lint';

/** A deprecation says what to use instead, and until when the old one stays: `Use x. Gone after 2027-06-30.` */
export const deprecations: LintRule = (elements) =>
  elements.flatMap((element) => {
    const reason = deprecationOf(element);
    if (reason === undefined || goneAfter(reason)) return [];
    return [{ element, message: `The deprecation of ${element.path} does not say until when it stays: "Use x. Gone after 2027-06-30."` }];
  });

function deprecationOf({ directives }: SchemaElement): string | undefined {
  const deprecated = directives.find(({ name }) => name.value === 'deprecated');
  if (!deprecated) return undefined;
  const reason = deprecated.arguments?.find(({ name }) => name.value === 'reason')?.value;
  return reason?.kind === Kind.STRING ? reason.value : '';
}
