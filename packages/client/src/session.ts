export { SessionUnreachable } from './session/exchange.ts';
export type { Locks } from './session/exclusive.ts';
export { createSession, type Session, type SessionChange, type SessionOptions } from './session/session.ts';
export { sessionFetch } from './session/session-fetch.ts';
export { memoryStorage, type TokenStorage } from './session/token-storage.ts';
export type { SessionTokens } from './session/tokens.ts';
