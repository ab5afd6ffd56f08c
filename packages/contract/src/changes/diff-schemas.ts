import { omitted } from '@ejazz/gateway/usage/mentions';
import { type Change, CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import {
  type GraphQLInputField,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import type { ChangeLevel, SchemaChange } from './schema-change';

const levels: Record<CriticalityLevel, ChangeLevel> = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
};

/** What clients can notice between two schemas; changes of descriptions are left out. */
export async function diffSchemas(base: GraphQLSchema, head: GraphQLSchema): Promise<SchemaChange[]> {
  const found = await diff(base, head, [DiffRule.ignoreDescriptionChanges]);
  const told = found.filter(({ type }) => !type.startsWith('DIRECTIVE_USAGE_') && !/DEPRECATION_REASON_ADDED$|^TYPE_DESCRIPTION/.test(type));
  const added = new Set(told.filter(({ criticality }) => criticality.level === CriticalityLevel.NonBreaking).flatMap(({ path }) => path ?? []));
  return told
    .map((change) => readChange(change, base, head))
    .filter(({ level, path }) => level !== 'safe' || !added.has(path.slice(0, Math.max(0, path.lastIndexOf('.')))))
    .filter(({ code, path }) => code !== 'OBJECT_TYPE_INTERFACE_ADDED' || base.getType(path) !== undefined);
}

function readChange({ type, path = '', criticality, message, meta }: Change, base: GraphQLSchema, head: GraphQLSchema): SchemaChange {
  const change = { code: type as string, path, level: levels[criticality.level], message, affects: [path] };
  if (becameRequired(path, base, head)) {
    const [container = '', field = ''] = path.split('.');
    const affects = isInputObjectType(head.getType(container))
      ? [container]
      : argumentIsNew(path, base)
        ? [`${container}.${field}`]
        : [path, omitted(path)];
    return { ...change, level: 'breaking', message: `${message}: it is required now`, affects };
  }
  if (type === 'UNION_MEMBER_REMOVED') return { ...change, affects: [String(meta.removedUnionMemberTypeName)] };
  if (type === 'OBJECT_TYPE_INTERFACE_REMOVED') return { ...change, affects: [String(meta.removedInterfaceName)] };
  return change;
}

/** Whether the argument or input field at the path must be given now and did not have to be. */
const becameRequired = (path: string, base: GraphQLSchema, head: GraphQLSchema): boolean =>
  hasField(path, base)
    ? isRequired(path, head) && !isRequired(path, base)
    : isInputObjectType(base.getType(path.split('.')[0] ?? '')) && isRequired(path, head);

function isRequired(path: string, schema: GraphQLSchema): boolean {
  const [, , argumentName] = path.split('.');
  const field = fieldAt(path, schema);
  if (!field) return false;
  if (!('args' in field)) return isRequiredInputField(field);
  const argument = field.args.find(({ name }) => name === argumentName);
  return argument !== undefined && isRequiredArgument(argument);
}

function argumentIsNew(path: string, base: GraphQLSchema): boolean {
  const field = fieldAt(path, base);
  return field !== undefined && 'args' in field && !field.args.some(({ name }) => name === path.split('.')[2]);
}

/** Whether the schema has the field or input field at the path. */
export const hasField = (path: string, schema: GraphQLSchema): boolean => fieldAt(path, schema) !== undefined;

function fieldAt(path: string, schema: GraphQLSchema) {
  const [typeName = '', fieldName = ''] = path.split('.');
  const type = schema.getType(typeName);
  if (isInputObjectType(type)) return type.getFields()[fieldName] as GraphQLInputField | undefined;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
}
