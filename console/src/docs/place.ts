import { createStore } from '../store';
import { view } from '../workbench';

/** Where one stands in the documentation: a type, and a field of it to look at. */
export interface DocsPlace {
  readonly type: string;
  readonly field?: string | undefined;
}

/** The way there, so that one can go back; empty at the beginning. */
export const trail = createStore<readonly DocsPlace[]>([]);

export const visit = (type: string, field?: string): void => trail.set((past) => [...past, { type, field }]);
export const goBack = (): void => trail.set((past) => past.slice(0, -1));

export function showInDocs(type: string | undefined, field: string | undefined): void {
  if (type === undefined) return;
  visit(type.replace(/[[\]!]/g, ''), field);
  view.set('docs');
}
