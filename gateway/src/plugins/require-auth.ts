import type { ApolloServerPlugin } from '@apollo/server';
import { Fault } from '@ejazz/platform/errors/fault';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../context';
import { type AuthRequirements, readAuthRequirements } from './auth-requirements';
import { type GuardedField, guardedFields } from './guarded-fields';

/** Refuses an operation that asks for a field beyond the viewer's rights, before anything is planned or fetched. */
export function requireAuth(): ApolloServerPlugin<GatewayContext> {
  let schema: GraphQLSchema;
  let requirements: AuthRequirements;
  // Parsed documents are cached by Apollo Server, so an operation sent again is not walked again.
  let walked = new WeakMap<OperationDefinitionNode, readonly GuardedField[]>();
  return {
    async serverWillStart() {
      return {
        schemaDidLoadOrUpdate({ apiSchema, coreSupergraphSdl = '' }) {
          schema = apiSchema;
          requirements = readAuthRequirements(coreSupergraphSdl);
          walked = new WeakMap();
        },
      };
    },
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request, contextValue }) {
          if (!operation) return;
          const fields = walked.get(operation) ?? guardedFields(schema, requirements, document, operation);
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
