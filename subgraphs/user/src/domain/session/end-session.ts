import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps } from '../../deps';
import { endSessionsWithin } from './session';

type Ends = Pick<Deps, 'transact' | 'clock' | 'pubsub'>;

/** Ends the session that asks; false when it had ended before. */
export const signOut = (deps: Ends, sessionId: string): Promise<boolean> =>
  deps.transact(async (unit) => (await endSessionsWithin(unit, deps, { id: sessionId })).length === 1);

/** Ends one of a person's sessions. */
export const endSession = (deps: Ends, userId: string, id: string): Promise<Outcome<string, 'SESSION_NOT_FOUND'>> =>
  deps.transact<Outcome<string, 'SESSION_NOT_FOUND'>>(async (unit) => {
    const ended = await endSessionsWithin(unit, deps, { userId, id });
    return ended.length === 1 ? done(id) : refused(userError('SESSION_NOT_FOUND', ['id'], 'You have no such session.'));
  });

/** Ends all of a person's sessions but one, and says how many. */
export const endOtherSessions = (deps: Ends, userId: string, present: string): Promise<number> =>
  deps.transact(async (unit) => (await endSessionsWithin(unit, deps, { userId, id: { not: present } })).length);
