import { type DocumentNode, Kind, type OperationTypeNode, parse } from 'graphql';
import saved from 'saved-operations';

/** A named document of the project's operations/. */
export interface SavedOperation {
  readonly feature: string;
  readonly name: string;
  readonly document: string;
  /** To be filled in from what there is; see fill.ts. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

export const savedOperations: readonly SavedOperation[] = saved;

export const savedOperation = (name: string): SavedOperation | undefined => savedOperations.find((each) => each.name === name);

export function documentOf(name: string): string {
  const found = savedOperation(name);
  if (!found) throw new Error(`There is no operation ${name}.`);
  return found.document;
}

/** What a document does: its first operation. */
export function kindOf(document: string): OperationTypeNode | undefined {
  const definition = parsed(document)?.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.operation : undefined;
}

export function parsed(document: string): DocumentNode | undefined {
  try {
    return parse(document);
  } catch {
    return undefined;
  }
}
