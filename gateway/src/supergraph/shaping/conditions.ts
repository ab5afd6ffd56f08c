import { type Operation, type OperationElement, type Schema, type SelectionSet, Variable } from '@apollo/federation-internals';
import { badInput } from '@ejazz/platform/errors/fault';

type Variables = Readonly<Record<string, unknown>>;
/** Values of the variables that `@skip` and `@include` depend on. */
export type Conditions = ReadonlyMap<string, boolean>;

/** `@skip` or `@include` where it stands. */
interface Condition {
  arguments(): Readonly<Record<string, unknown>>;
}

/** The variables on which it depends what an operation asks for. */
export function conditionVariables({ selectionSet }: Operation): readonly string[] {
  const names = new Set<string>();
  const walk = (set: SelectionSet) => {
    for (const { element, selectionSet: below } of set.selections()) {
      for (const directive of element.appliedDirectives) {
        const value = conditionOf(directive);
        if (value instanceof Variable) names.add(value.name);
      }
      if (below) walk(below);
    }
  };
  walk(selectionSet);
  return [...names];
}

export function conditionsIn(names: readonly string[], variables: Variables): Conditions {
  return new Map(
    names.map((name) => {
      const value = variables[name];
      if (typeof value !== 'boolean') throw badInput(name, `"$${name}" decides on what is asked for: it may not be null.`);
      return [name, value];
    }),
  );
}

export function isSkipped(element: OperationElement, { schema, conditions }: { readonly schema: Schema; readonly conditions: Conditions }): boolean {
  const decides = (directive: Condition | undefined) => {
    const value = directive && conditionOf(directive);
    return value instanceof Variable ? conditions.get(value.name) : value;
  };
  const [skip] = element.appliedDirectivesOf(schema.skipDirective());
  const [include] = element.appliedDirectivesOf(schema.includeDirective());
  return decides(skip) === true || decides(include) === false;
}

const conditionOf = (directive: Condition): unknown => directive.arguments().if;
