import type { ApolloServerPlugin } from '@apollo/server';
import { Fault } from '@ejazz/platform/errors/fault';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../context';
import { readOnce } from '../supergraph/supergraph';
import { readAuthRequirements } from './auth-requirements';
import { type GuardedField, guardedFields } from './guarded-fields';

/** What `@auth` asks in a supergraph. */
export const authRequirements = readOnce(({ sdl }) => readAuthRequirements(sdl));

/** Where nobody is authenticated, a graph that guards fields is a mistake. */
export function refuseGuardedFields(schema: GraphQLSchema): void {
  const [guarded] = authRequirements(schema).keys();
  if (guarded === undefined) return;
  throw new ExplainedError(`VIEWER_SECRET is not set, but the supergraph guards fields by @auth, such as ${guarded}: nobody could be authenticated.`);
}

/** Refuses an operation that asks for a field beyond the viewer's rights, before anything is planned or fetched. */
export function requireAuth(): ApolloServerPlugin<GatewayContext> {
  // Apollo Server keeps parsed documents, a schema each: an operation sent again is not walked again.
  const walked = new WeakMap<OperationDefinitionNode, readonly GuardedField[]>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          if (!operation) return;
          const fields = walked.get(operation) ?? guardedFields(schema, authRequirements(schema), document, operation);
          walked.set(operation, fields);
          const variables = withDefaults(operation, request.variables ?? {});
          for (const field of fields) if (isAsked(field, variables)) refuseUnlessMet(field, contextValue.viewer);
        },
      };
    },
  };
}

const isAsked = ({ conditions }: GuardedField, variables: Record<string, unknown>) =>
  conditions.every(({ variable, wanted }) => variables[variable] !== !wanted);

function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, variables: Record<string, unknown>): Record<string, unknown> {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === 'BooleanValue' ? [[variable.name.value, defaultValue.value] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}

function refuseUnlessMet({ coordinate, requirement }: GuardedField, viewer: Viewer): void {
  const extensions = { field: coordinate };
  if (!viewer.userId) throw new Fault('UNAUTHENTICATED', `Sign in to use "${coordinate}".`, { ...extensions, http: { status: 401 } });
  if (requirement === 'MODERATOR' && !viewer.roles.includes('MODERATOR')) {
    throw new Fault('FORBIDDEN', `"${coordinate}" needs a moderator.`, { ...extensions, http: { status: 403 } });
  }
}
