import { type ByIdOption, persistedQuery } from '../documents/by-id.ts';

/** A subscription as it is sent. */
export interface LiveOperation {
  /** Of a saved document. */
  readonly id?: string | undefined;
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface Resumable {
  /** Read anew at each (re)connection: from the second on it asks for what follows the last event seen. */
  readonly operation: LiveOperation;
  /** Remembers where the events have come to. */
  note(data: unknown): void;
}

/** A log surface takes the last cursor in `after:`; the operation must give it a variable and ask for `cursor`. Others start again at the present. */
export function resumable({ id, ...operation }: LiveOperation, { byId = false }: ByIdOption = {}): Resumable {
  const variable = /\bafter\s*:\s*\$(\w+)/.exec(operation.query)?.[1];
  // The protocol wants a text in any case.
  const named = byId && id ? { query: '', extensions: { ...operation.extensions, ...persistedQuery(id) } } : {};
  let cursor: string | undefined;
  return {
    operation: {
      ...operation,
      ...named,
      get variables() {
        return variable === undefined || cursor === undefined ? operation.variables : { ...operation.variables, [variable]: cursor };
      },
    },
    note(data) {
      const event = eventIn(data);
      if (typeof event?.cursor === 'string') cursor = event.cursor;
    },
  };
}

/** A subscription has one root field: what it tells. */
export function eventIn(data: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(data)) return undefined;
  const [event] = Object.values(data);
  return isRecord(event) ? event : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
