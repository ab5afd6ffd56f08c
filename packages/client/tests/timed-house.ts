import { join } from 'node:path';
import { SignUpDocument } from '@ejazz/client/documents';
import { createFetchClient } from '@ejazz/client/fetch';
import type { SessionTokens } from '@ejazz/client/session';
import { projectRoot } from '@ejazz/launcher/project-root';
import { startHouse, type TestHouse } from '@ejazz/testing/house';

export interface TimedHouse extends TestHouse {
  now(): number;
  /** Lets time pass, for every service. */
  pass(milliseconds: number): void;
}

export const minutes = (count: number) => count * 60_000;

/** The whole graph with a clock that can be put forward. It goes on by itself: what signs viewers keeps them by it, but signs by the real one. */
export async function startTimedHouse(): Promise<TimedHouse> {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const clock = { now: () => new Date(now()) };
  const TRUSTED_DOCUMENTS = join(projectRoot, 'operations/generated/manifest.json');
  const house = await startHouse({ clock, gateway: { clock } }, { gateway: { TRUSTED_DOCUMENTS } });
  return Object.assign(house, {
    now,
    pass(milliseconds: number) {
      ahead += milliseconds;
    },
  });
}

/** Tokens of a new person, and who that is. */
export async function newPerson(url: string, username: string): Promise<{ id: string; tokens: SessionTokens }> {
  const input = { username, email: `${username}@example.org`, password: `four secret words of ${username}` };
  const { signUp } = await createFetchClient({ url }).data(SignUpDocument, { input });
  if (!signUp.tokens || !signUp.viewer) throw new Error(signUp.userErrors[0]?.message);
  return { id: signUp.viewer.id, tokens: signUp.tokens };
}
