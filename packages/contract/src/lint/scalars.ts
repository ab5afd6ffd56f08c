import type { LintRule } from './lint';

/** A scalar of ours says where its form is written down. */
export const scalars: LintRule = (elements) =>
  elements
    .filter(({ kind, directives }) => kind === 'scalar' && !directives.some(({ name }) => name.value === 'specifiedBy'))
    .map((element) => ({ element, message: `The scalar ${element.path} has no @specifiedBy(url:)` }));
