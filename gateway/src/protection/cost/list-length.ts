import { type FieldNode, type GraphQLField, GraphQLID, getNamedType, getNullableType, isListType, Kind } from 'graphql';
import type { ListSize } from './cost-model';

/** How many things a list will have, once the variables are known. */
export type ListLength = (variables: Readonly<Record<string, unknown>>) => number;
type Field = GraphQLField<unknown, unknown>;

/** Of lists about which the schema says nothing. */
const unknownLength = 10;

/** Relay's page sizes, where the schema does not name its own. */
const pageArguments = ['first', 'last'];

/** Whether its arguments say how long something is. */
export const isSliced = ({ args }: Field) => args.some(({ name }) => pageArguments.includes(name));

/** Length that the arguments of a field give to the lists below it, or to itself. */
export function listLength(field: Field, node: FieldNode, size: ListSize | undefined): ListLength {
  const names = size?.slicingArguments.length ? size.slicingArguments : pageArguments;
  const slices = names.flatMap((name) => sliceBy(field, node, name) ?? []);
  const given = field.args.flatMap((argument) => givenIds(argument, node) ?? []);
  const assumed = size?.assumedSize ?? unknownLength;
  return (variables) => {
    const lengths = slices.map((slice) => slice(variables)).filter(Number.isFinite);
    return lengths.length > 0 ? Math.max(0, ...lengths) : Math.min(assumed, ...given.map((ids) => ids(variables)));
  };
}

/** The number that an argument has; NaN when it is absent or null. */
function sliceBy(field: Field, node: FieldNode, name: string): ListLength | undefined {
  const definition = field.args.find((argument) => argument.name === name);
  if (!definition) return undefined;
  const fallback = typeof definition.defaultValue === 'number' ? definition.defaultValue : Number.NaN;
  const value = argumentValue(node, name);
  if (value?.kind !== Kind.VARIABLE) return () => (value?.kind === Kind.INT ? Number(value.value) : fallback);
  return (variables) => {
    const number = variables[value.name.value];
    return typeof number === 'number' ? number : fallback;
  };
}

/** What is fetched by its ids is not more than those. */
function givenIds({ name, type }: Field['args'][number], node: FieldNode): ListLength | undefined {
  const value = argumentValue(node, name);
  if (!value || getNamedType(type).name !== GraphQLID.name || !isListType(getNullableType(type))) return undefined;
  if (value.kind === Kind.LIST) return () => value.values.length;
  if (value.kind !== Kind.VARIABLE) return () => 1;
  return (variables) => {
    const ids = variables[value.name.value];
    return Array.isArray(ids) ? ids.length : Number.POSITIVE_INFINITY;
  };
}

const argumentValue = (node: FieldNode, name: string) => node.arguments?.find((argument) => argument.name.value === name)?.value;
