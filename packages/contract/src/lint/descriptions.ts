import type { LintRule } from './lint';
import { isRoot } from './roots';

/** Everything is described, in words of its own. */
export const descriptions: LintRule = (elements) =>
  elements
    .filter(({ path, description, isExtension }) => !description?.trim() && !isExtension && !isRoot(path))
    .map((element) => ({ element, message: `The ${element.kind} ${element.path} has no description` }));
