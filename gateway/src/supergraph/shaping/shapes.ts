import type { Operation } from '@apollo/federation-internals';
import { conditionsIn, conditionVariables } from './conditions';
import { type ObjectShape, objectShape, type Shaping } from './shape';

/** The whole answer, for one set of values that decide on what is asked for. */
export interface AnswerShape {
  readonly shaping: Shaping;
  readonly root: ObjectShape;
}

/** The shapes that the answers of one operation can have, each worked out once. */
export type Shapes = (variables: Readonly<Record<string, unknown>>) => AnswerShape;

/** Conditions of one operation multiply: what is asked for in more ways than this is worked out each time. */
const kept = 16;

export function createShapes(operation: Operation): Shapes {
  const schema = operation.schema();
  const defaults = operation.collectDefaultedVariableValues();
  const names = conditionVariables(operation);
  const type = schema.schemaDefinition.rootType(operation.rootKind);
  if (!type) throw new Error(`The schema has no ${operation.rootKind} type.`);
  const known = new Map<string, AnswerShape>();
  return (variables) => {
    const conditions = conditionsIn(names, { ...defaults, ...variables });
    const key = [...conditions.values()].join();
    const held = known.get(key);
    if (held) return held;
    const shaping = { schema, conditions };
    const made = { shaping, root: objectShape(shaping, [{ set: operation.selectionSet, type }]) };
    if (known.size < kept) known.set(key, made);
    return made;
  };
}
