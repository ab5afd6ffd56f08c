import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { forbidden, unauthenticated } from '../errors/fault';
import type { Viewer } from '../viewer/viewer';

type Requirement = 'SIGNED_IN' | 'MODERATOR';

/** Refuses fields marked `@auth` to those who do not meet the requirement, whoever sent the request. */
export function enforceAuth(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const requirement = requirementOf(field);
      if (requirement) guard(field, requirement);
    }
  }
  return schema;
}

/** What `@auth` asks on this field; undefined when it is not there. */
export function requirementOf(field: GraphQLField<unknown, unknown>): Requirement | undefined {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'auth');
  if (!directive) return undefined;
  const value = directive.arguments?.find(({ name }) => name.value === 'requires')?.value;
  return value?.kind === 'EnumValue' ? (value.value as Requirement) : 'SIGNED_IN';
}

/** Throws the fault that answers an unmet requirement. */
export function requireViewer(viewer: Viewer, requirement: Requirement): void {
  if (!viewer.userId) throw unauthenticated();
  if (requirement === 'MODERATOR' && !viewer.roles.includes('MODERATOR')) throw forbidden('This needs a moderator.');
}

function guard(field: GraphQLField<unknown, unknown>, requirement: Requirement): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, args, context, info) => {
    requireViewer((context as { viewer: Viewer }).viewer, requirement);
    return resolve(source, args, context, info);
  };
  if (subscribe) {
    field.subscribe = (source, args, context, info) => {
      requireViewer((context as { viewer: Viewer }).viewer, requirement);
      return subscribe(source, args, context, info);
    };
  }
}
