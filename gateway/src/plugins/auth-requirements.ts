import { type FieldDefinitionNode, Kind, parse } from 'graphql';

export type Requirement = 'SIGNED_IN' | 'MODERATOR';

/** What `@auth` asks of `Type.field`, strictest first among a field and its implementations. */
export type AuthRequirements = ReadonlyMap<string, Requirement>;

/** Reads `@auth` from the supergraph: the API schema no longer has it. */
export function readAuthRequirements(supergraphSdl: string): AuthRequirements {
  const requirements = new Map<string, Requirement>();
  for (const type of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const named = [type.name.value, ...(type.interfaces ?? []).map(({ name }) => name.value)];
    for (const field of type.fields ?? []) {
      const requirement = requirementOf(field);
      if (!requirement) continue;
      // Asking through an interface asks every implementation.
      for (const name of named) strengthen(requirements, `${name}.${field.name.value}`, requirement);
    }
  }
  return requirements;
}

function strengthen(requirements: Map<string, Requirement>, coordinate: string, requirement: Requirement): void {
  if (requirements.get(coordinate) !== 'MODERATOR') requirements.set(coordinate, requirement);
}

function requirementOf({ directives }: FieldDefinitionNode): Requirement | undefined {
  const auth = directives?.find(({ name }) => name.value === 'auth');
  if (!auth) return undefined;
  const value = auth.arguments?.find(({ name }) => name.value === 'requires')?.value;
  return value?.kind === Kind.ENUM && value.value === 'MODERATOR' ? 'MODERATOR' : 'SIGNED_IN';
}
