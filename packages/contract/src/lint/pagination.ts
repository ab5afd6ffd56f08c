import { Kind, print, type TypeNode } from 'graphql';
import type { SchemaElement } from '../schema/elements';
import type { LintRule } from './lint';

/**
 * Lists that can grow are connections with edges, nodes and pageInfo, and take `first` and `after`. A plain list of things with an id
 * says its bound (`at most 4`), or is asked for by ids.
 */
export const pagination: LintRule = (elements) => {
  const things = new Set(elements.filter(isThing).map(({ name }) => name));
  return elements.flatMap((element) => {
    const message = connectionFault(element, elements) ?? argumentFault(element, elements) ?? listFault(element, elements, things);
    return message ? [{ element, message }] : [];
  });
};

const isThing = ({ kind, name, directives }: SchemaElement) =>
  kind === 'object' && name !== 'Viewer' && directives.some((one) => one.name.value === 'key');
const isConnection = (name: string) => name.endsWith('Connection');

function connectionFault({ kind, name, path }: SchemaElement, elements: readonly SchemaElement[]): string | undefined {
  if (kind !== 'object' || !isConnection(name)) return undefined;
  const missing = ['edges', 'nodes', 'pageInfo'].filter((field) => !elements.some((element) => element.path === `${path}.${field}`));
  return missing.length > 0 ? `The connection ${path} lacks ${missing.join(', ')}` : undefined;
}

function argumentFault({ kind, path, type }: SchemaElement, elements: readonly SchemaElement[]): string | undefined {
  if (kind !== 'field' || !type || !isConnection(namedType(type))) return undefined;
  const takes = (name: string) => elements.some((element) => element.parent === path && element.name === name);
  return takes('first') && takes('after') ? undefined : `${path} is a connection, but does not take first and after`;
}

function listFault(
  { kind, name, path, parent = '', type, description = '' }: SchemaElement,
  elements: readonly SchemaElement[],
  things: Set<string>,
) {
  if (kind !== 'field' || !type || !isList(type) || !(things.has(namedType(type)) || namedType(type) === 'Node')) return undefined;
  if (isConnection(parent) && name === 'nodes') return undefined;
  const askedByIds = elements.some((element) => element.parent === path && element.type && isList(element.type));
  if (askedByIds || /\bat most \d+/i.test(description)) return undefined;
  return `${path} is a list of ${print(type)} without an end: make it a connection, or say its bound in the description ("at most 4")`;
}

const isList = (type: TypeNode): boolean => type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
