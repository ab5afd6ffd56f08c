import { Kind, parse } from 'graphql';
import { readOnce } from '../../supergraph/supergraph';

/** What a root field does, as far as it matters how often. */
export const operationClasses = ['SIGN_IN', 'SIGN_UP', 'RESET', 'UPLOAD', 'WRITE', 'READ'] as const;
export type OperationClass = (typeof operationClasses)[number];

/** Root fields that `@rateLimited` puts into a class of their own, by name. */
export const classedFields = readOnce(({ sdl }) => readClassedFields(sdl));

export function readClassedFields(sdl: string): ReadonlyMap<string, OperationClass> {
  const classes = new Map<string, OperationClass>();
  for (const type of parse(sdl, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      const directive = field.directives?.find(({ name }) => name.value === 'rateLimited');
      const value = directive?.arguments?.find(({ name }) => name.value === 'class')?.value;
      const named = value?.kind === Kind.ENUM ? operationClasses.find((known) => known === value.value) : undefined;
      if (named) classes.set(`${type.name.value}.${field.name.value}`, named);
    }
  }
  return classes;
}

/** How many operations of each class these root fields are: what is asked for twice under two names is two. */
export function countClasses(
  fields: readonly { readonly name: string }[],
  { classed, rootType, isMutation }: { classed: ReadonlyMap<string, OperationClass>; rootType: string; isMutation: boolean },
): ReadonlyMap<OperationClass, number> {
  const usual = isMutation ? 'WRITE' : 'READ';
  const counts = new Map<OperationClass, number>();
  for (const { name } of fields) {
    const kind = classed.get(`${rootType}.${name}`) ?? usual;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  if (counts.size === 0) counts.set(usual, 1);
  return counts;
}
