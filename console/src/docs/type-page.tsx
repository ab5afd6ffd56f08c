import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import { useEffect, useRef } from 'preact/hooks';
import { visit } from './place';
import { Prose } from './prose';

export function TypePage({ schema, type, field }: { schema: GraphQLSchema; type: GraphQLNamedType; field: string | undefined }) {
  const fields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values<AnyField>(type.getFields()) : [];
  const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
  const possible = isUnionType(type) || isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
  return (
    <article class="type-page">
      <h2>
        {type.name} <span class="chip">{kindOf(type)}</span>
      </h2>
      <Prose text={type.description} />
      {isScalarType(type) && type.specifiedByURL ? <p class="quiet">Specified by {type.specifiedByURL}</p> : null}
      <TypeList title="Implements" types={interfaces} />
      <TypeList title={isUnionType(type) ? 'One of' : 'Implemented by'} types={possible} />
      {fields.length > 0 ? (
        <ul class="fields">
          {fields.map((each) => (
            <Field key={each.name} field={each} wanted={each.name === field} />
          ))}
        </ul>
      ) : null}
      {isEnumType(type) ? (
        <ul class="fields">
          {type.getValues().map(({ name, description, deprecationReason }) => (
            <li key={name}>
              <code class="signature">{name}</code>
              <Deprecation reason={deprecationReason} />
              <Prose text={description} />
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

type AnyField = GraphQLField<unknown, unknown> | GraphQLInputField;

function Field({ field, wanted }: { field: AnyField; wanted: boolean }) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (wanted) item.current?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  const args = 'args' in field ? field.args : [];
  return (
    <li ref={item} class={wanted ? 'wanted' : ''}>
      <code class="signature">
        <span class="field-name">{field.name}</span>: <TypeLink type={field.type} />
      </code>
      <Deprecation reason={field.deprecationReason} />
      <Prose text={field.description} />
      {args.length > 0 ? (
        <ul class="arguments">
          {args.map((arg) => (
            <li key={arg.name}>
              <code>
                <span class="argument-name">{arg.name}</span>: <TypeLink type={arg.type} />
                {arg.defaultValue === undefined ? null : ` = ${JSON.stringify(arg.defaultValue)}`}
              </code>
              <Prose text={arg.description} />
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function TypeLink({ type }: { type: AnyField['type'] }) {
  const { name } = getNamedType(type);
  const [before = '', after = ''] = String(type).split(name);
  return (
    <>
      {before}
      <button type="button" class="type-link" onClick={() => visit(name)}>
        {name}
      </button>
      {after}
    </>
  );
}

function TypeList({ title, types }: { title: string; types: readonly GraphQLNamedType[] }) {
  if (types.length === 0) return null;
  return (
    <p class="type-list">
      <span class="quiet">{title} </span>
      {types.map(({ name }) => (
        <button key={name} type="button" class="type-link" onClick={() => visit(name)}>
          {name}
        </button>
      ))}
    </p>
  );
}

const Deprecation = ({ reason }: { reason: string | null | undefined }) => (reason ? <p class="deprecation">Deprecated: {reason}</p> : null);

function kindOf(type: GraphQLNamedType): string {
  if (isObjectType(type)) return 'type';
  if (isInterfaceType(type)) return 'interface';
  if (isInputObjectType(type)) return 'input';
  if (isEnumType(type)) return 'enum';
  return isUnionType(type) ? 'union' : 'scalar';
}
