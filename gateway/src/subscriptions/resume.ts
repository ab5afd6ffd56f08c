import { type GraphQLSchema, Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { cursorAlias, resumableForm } from './resumable-form';
import type { UpstreamEvent, UpstreamOperation } from './role';

/** An upstream operation that goes on after the last event seen when it is sent again. */
export interface Resumable {
  readonly query: string;
  /** The root field, by its name in the schema. */
  readonly field: string;
  /** As they must be now: `after` is the last cursor seen. */
  variables(): Record<string, unknown>;
  /** Where it goes on: the last cursor seen, or the one that it began after. */
  cursor(): unknown;
  /** Notes the event's cursor, and takes out what was only asked for to learn it. */
  note(event: UpstreamEvent): UpstreamEvent;
}

/** What is worked out of a document once, however many subscribe with it. */
interface Form {
  readonly query: string;
  readonly field: string;
  readonly resuming: { readonly responseName: string; readonly variable: string; readonly literal: string | undefined } | undefined;
}

const forms = new WeakMap<GraphQLSchema, LRUCache<string, Form>>();

function formOf(query: string, schema: GraphQLSchema): Form {
  const known = forms.get(schema) ?? new LRUCache<string, Form>({ max: 1_000 });
  forms.set(schema, known);
  const form = known.get(query) ?? formed(query, schema);
  known.set(query, form);
  return form;
}

function formed(query: string, schema: GraphQLSchema): Form {
  const document = parse(query, { noLocation: true });
  const [definition] = document.definitions;
  const root = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections[0] : undefined;
  const field = root?.kind === Kind.FIELD ? root.name.value : '';
  return { query, field, resuming: undefined, ...resumableForm(document, schema) };
}

/**
 * Root fields with an argument `after` whose events have a `cursor` can be resumed; others are sent again as they are. `from` is a
 * cursor to go on after, if the operation has come further than it says.
 */
export function resumable({ query: text, variables: given }: UpstreamOperation, schema: GraphQLSchema, from?: unknown): Resumable {
  const { query, field, resuming } = formOf(text, schema);
  if (!resuming) return { query, field, variables: () => ({ ...given }), cursor: () => undefined, note: (event) => event };
  const { responseName, variable, literal } = resuming;
  let after = from ?? literal ?? given[variable] ?? undefined;
  return {
    query,
    field,
    cursor: () => after,
    variables: () => (after === undefined ? { ...given } : { ...given, [variable]: after }),
    note(event) {
      const value = event.data?.[responseName];
      if (!event.data || typeof value !== 'object' || value === null) return event;
      const { [cursorAlias]: cursor, ...rest } = value as Record<string, unknown>;
      after = cursor ?? after;
      return { ...event, data: { ...event.data, [responseName]: rest } };
    },
  };
}
