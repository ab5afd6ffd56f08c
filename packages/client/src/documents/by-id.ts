import type { DocumentNode } from 'graphql';

/** For gateways that have the manifest of trusted documents (setting TRUSTED_DOCUMENTS). */
export interface ByIdOption {
  /** True: of saved documents the id is sent in place of the text. Others are sent as text, which a gateway of trusted documents refuses. Default: false. */
  readonly byId?: boolean;
}

/** The id of a saved document, under which a manifest of trusted documents has it. */
export const idOf = (document: DocumentNode): string | undefined =>
  'id' in document && typeof document.id === 'string' && document.id !== '' ? document.id : undefined;

/** As Apollo's clients name a document in an operation's extensions. */
export const persistedQuery = (id: string) => ({ persistedQuery: { version: 1, sha256Hash: id } }) as const;
