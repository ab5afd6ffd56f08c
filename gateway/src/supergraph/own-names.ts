import { type DocumentNode, type ExecutionResult, type FieldNode, GraphQLError, Kind, visit } from 'graphql';
import type { RequiredFields } from './required-fields';

/** A client's operation in names that cannot be mistaken for the planner's. */
export interface OwnNames {
  readonly document: DocumentNode;
  variables(given: Record<string, unknown>): Record<string, unknown>;
  /** Puts the client's names back. */
  restore(result: Result): Result;
}

type Result = ExecutionResult<Record<string, unknown>, Record<string, unknown>>;

/** The executor sends what it asks entities by as this variable. */
const representations = 'representations';

/**
 * The planner merges what it needs with what the client asks for, by response name alone: `price: weight` beside a field that requires
 * `price`, or `price(currency: EUR)` beside one that requires `price(currency: USD)`, would give either of them the other's value.
 */
export function ownNames(document: DocumentNode, { names, withArguments }: RequiredFields): OwnNames {
  const suffix = freeSuffix(document);
  const isMistakable = ({ alias, name, arguments: given = [] }: FieldNode) => {
    const asked = (alias ?? name).value;
    return names.has(asked) && (asked !== name.value || given.length > 0 || withArguments.has(asked));
  };
  const renamed = visit(document, {
    Field: (field) => {
      if (!isMistakable(field)) return undefined;
      return { ...field, alias: { kind: Kind.NAME, value: (field.alias ?? field.name).value + suffix } };
    },
    Variable: ({ name, ...variable }) =>
      name.value === representations ? { ...variable, name: { ...name, value: representations + suffix } } : undefined,
  });
  if (renamed === document) return { document, variables: (given) => given, restore: (result) => result };
  return {
    document: renamed,
    variables({ [representations]: value, ...rest }) {
      return value === undefined ? rest : { ...rest, [representations + suffix]: value };
    },
    restore: ({ data, errors, ...rest }) => ({
      ...rest,
      ...(data === undefined ? {} : { data: data && (withoutSuffix(data, suffix) as Record<string, unknown>) }),
      ...(errors ? { errors: errors.map((error) => withClientPath(error, suffix)) } : {}),
    }),
  };
}

/** Ends no name of the document. */
function freeSuffix(document: DocumentNode): string {
  const taken: string[] = [];
  visit(document, { Name: ({ value }) => void taken.push(value) });
  let suffix = '_own';
  while (taken.some((name) => name.endsWith(suffix))) suffix += '_';
  return suffix;
}

function withoutSuffix(value: unknown, suffix: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutSuffix(item, suffix));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [clientName(name, suffix), withoutSuffix(child, suffix)]));
}

const clientName = (name: string, suffix: string) => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name);

function withClientPath(error: GraphQLError, suffix: string): GraphQLError {
  const { message, nodes, source, positions, path, originalError, extensions } = error;
  const named = path?.map((step) => (typeof step === 'string' ? clientName(step, suffix) : step));
  return new GraphQLError(message, { nodes, source, positions, path: named, originalError, extensions });
}
