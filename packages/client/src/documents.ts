/** Every operation of operations/ as a typed document, with the types of its variables, result and fragments. */
export type { SavedDocument } from './documents/saved-document.ts';
export * from './generated/documents.ts';
