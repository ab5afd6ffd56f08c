import { type ConstDirectiveNode, type FieldDefinitionNode, Kind, parse, type ValueNode } from 'graphql';
import { readOnce } from '../../supergraph/supergraph';

/** `@cost` and `@listSize` of a supergraph, by coordinate. */
export interface CostModel {
  /** `Type`, `Type.field` or `Type.field(argument:)` -> weight. */
  readonly weights: ReadonlyMap<string, number>;
  /** `Type.field` -> how long its list is. */
  readonly lists: ReadonlyMap<string, ListSize>;
}

/** `@listSize` as written: how many things a field gives. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly string[];
  /** Fields below which are that long; the field itself when there are none. */
  readonly sizedFields: readonly string[];
}

/** The schemas that clients see have no directives of ours left: they are read from the supergraph. */
export const costModel = readOnce(({ sdl }) => readCostModel(sdl));

export function readCostModel(sdl: string): CostModel {
  const weights = new Map<string, number>();
  const lists = new Map<string, ListSize>();
  const weigh = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const weight = numberIn(argumentsOf(directives, 'cost')?.weight);
    if (weight !== undefined) weights.set(coordinate, weight);
  };
  const readField = (coordinate: string, { directives, arguments: args = [] }: FieldDefinitionNode) => {
    weigh(coordinate, directives);
    for (const argument of args) weigh(`${coordinate}(${argument.name.value}:)`, argument.directives);
    const list = argumentsOf(directives, 'listSize');
    if (!list) return;
    const { assumedSize, slicingArguments, sizedFields } = list;
    lists.set(coordinate, {
      assumedSize: numberIn(assumedSize),
      slicingArguments: textsIn(slicingArguments),
      sizedFields: textsIn(sizedFields),
    });
  };
  for (const type of parse(sdl, { noLocation: true }).definitions) {
    if (!('name' in type) || !type.name || !('directives' in type)) continue;
    weigh(type.name.value, type.directives as readonly ConstDirectiveNode[]);
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) readField(`${type.name.value}.${field.name.value}`, field);
  }
  return { weights, lists };
}

function argumentsOf(directives: readonly ConstDirectiveNode[] | undefined, name: string): Record<string, ValueNode> | undefined {
  const directive = directives?.find((candidate) => candidate.name.value === name);
  return directive && Object.fromEntries((directive.arguments ?? []).map((argument) => [argument.name.value, argument.value]));
}

const numberIn = (value: ValueNode | undefined) => (value?.kind === Kind.INT || value?.kind === Kind.STRING ? Number(value.value) : undefined);
const textsIn = (value: ValueNode | undefined) =>
  value?.kind === Kind.LIST ? value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : [])) : [];
