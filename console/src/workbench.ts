import type { GraphQLSchema } from 'graphql';
import { type Answer, ask } from './graph/ask';
import { operationAt } from './graph/operation-at';
import { loadSchema } from './graph/schema';
import { type Draft, draftIn, fragmentOf } from './link/permalink';
import { startStream } from './live/streams';
import { fillIn, requiredVariables, type Samples } from './saved/fill';
import { loadSamples } from './saved/samples';
import { parsed, type SavedOperation, savedOperation, savedOperations } from './saved/saved';
import { people, person, present } from './session/people';
import { settings } from './settings';
import { createStore, keptStore } from './store';

/** Where one is on a small screen; the side panel on a large one. */
export type View = 'operations' | 'docs' | 'editor' | 'answer' | 'live';

export interface Run {
  readonly running: boolean;
  readonly answer?: Answer;
  /** Why nothing was asked, or nothing came. */
  readonly fault?: string;
  readonly name?: string;
  readonly username?: string | undefined;
}

export interface SchemaState {
  readonly schema?: GraphQLSchema;
  readonly fault?: string;
}

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && typeof (value as Draft).query === 'string' && typeof (value as Draft).variables === 'string';

const first: Draft = { query: (savedOperation('Profile') ?? savedOperations[0])?.document ?? '', variables: '{\n  "username": "ann"\n}' };

export const draft = keptStore<Draft>('draft', first, isDraft);
export const view = createStore<View>('editor');
export const run = createStore<Run>({ running: false });
export const schema = createStore<SchemaState>({});
export const cursor = createStore(0);
/** Variables are being looked up in the world that there is. */
export const filling = createStore(false);
let asking: AbortController | undefined;

export async function refreshSchema(): Promise<void> {
  try {
    schema.set({ schema: await loadSchema(present()) });
  } catch (error) {
    schema.set({ fault: messageOf(error) });
  }
}

/** Puts a saved operation into the editor, its variables filled in from the world that there is. */
export async function open(saved: SavedOperation): Promise<void> {
  const operation = operationAt(saved.document, 0);
  const { schema: known } = schema.get();
  const needed = operation && known ? requiredVariables(operation, known) : {};
  const put = (samples: Samples) => {
    const variables = { ...needed, ...(fillIn(saved.variables ?? {}, samples) as object) };
    draft.set({ query: saved.document, variables: Object.keys(variables).length === 0 ? '' : JSON.stringify(variables, null, 2) });
  };
  put({});
  view.set('editor');
  if (!saved.variables) return;
  filling.set(true);
  const opened = draft.get();
  const usernames = people.get().map(({ username }) => username);
  const samples = await loadSamples(present(), usernames).catch(() => ({}));
  filling.set(false);
  if (draft.get().query === opened.query && draft.get().variables === opened.variables) put(samples);
}

/** Runs the operation in which the cursor stands: a subscription becomes a stream, anything else is answered. */
export async function runDraft(): Promise<void> {
  const { query, variables: text } = draft.get();
  const operation = operationAt(query, cursor.get());
  if (!operation) return refuse('This is not GraphQL yet: the editor marks where.');
  const variables = variablesIn(text);
  if (!variables) return refuse('The variables are not a JSON object.');
  const session = present();
  const name = operation.name?.value ?? `unnamed ${operation.operation}`;
  const asked = { query, variables, operationName: operation.name?.value };
  if (operation.operation === 'subscription') {
    startStream(asked, name, session);
    view.set('live');
    return;
  }
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  run.set((last) => ({ ...last, running: true }));
  view.set('answer');
  try {
    const answer = await ask(asked, session, { plan: settings.plans, signal: mine.signal });
    if (asking === mine) run.set({ running: false, answer, name, username: session.username });
  } catch (error) {
    if (asking === mine) run.set({ running: false, fault: messageOf(error), name, username: session.username });
  }
}

export function cancel(): void {
  asking?.abort();
  asking = undefined;
  run.set({ running: false, fault: 'Cancelled.' });
}

function refuse(fault: string): void {
  run.set({ running: false, fault });
  view.set('answer');
}

/** Puts the draft into the page's address, and the address onto the clipboard where there is one. */
export async function shareLink(): Promise<string> {
  const link = new URL(await fragmentOf(draft.get()), location.href).href;
  history.replaceState(null, '', link);
  await navigator.clipboard?.writeText(link).catch(() => undefined);
  return link;
}

/** `#draft=…` opens a shared draft, `#HomeFeed` a saved operation. */
export async function openFragment(): Promise<void> {
  const shared = await draftIn(location.hash);
  if (shared) {
    draft.set(shared);
    return;
  }
  const saved = savedOperation(decodeURIComponent(location.hash.slice(1)));
  if (saved) await open(saved);
}

export function variablesIn(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

export const isGraphql = (query: string): boolean => parsed(query) !== undefined;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

if (settings.schemaForModerators) person.subscribe(() => void refreshSchema());
