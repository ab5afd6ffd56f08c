import { settings } from '../settings';
import { createStore, keptStore } from '../store';
import { anonymous, personSession, type Session } from './session';

export interface KnownPerson {
  readonly username: string;
  readonly note: string;
}

const sessions = new Map<string, Session>(settings.people.map(({ username, password }) => [username, personSession(username, password)]));

/** Whom the console can be with one click. Who signed in by hand is known until the page is closed. */
export const people = createStore<readonly KnownPerson[]>(settings.people.map(({ username, note }) => ({ username, note })));

/** Who the console is: a username, or empty for anonymous. */
export const person = keptStore('person', '', (value) => typeof value === 'string');

export const sessionOf = (username: string): Session => sessions.get(username) ?? anonymous;
export const present = (): Session => sessionOf(person.get());

/** Rejects, telling why, when the password is not theirs. */
export async function signIn(username: string, password: string): Promise<void> {
  const session = personSession(username, password);
  await session.token();
  sessions.set(username, session);
  people.set((all) => (all.some((known) => known.username === username) ? all : [...all, { username, note: '' }]));
  person.set(username);
}

// Somebody who was signed in by hand is not known any more after a reload.
if (!sessions.has(person.get())) person.set('');
