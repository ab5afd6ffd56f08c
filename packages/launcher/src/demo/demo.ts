import { readFileSync, writeFileSync } from 'node:fs';
import type { Tick } from '@ejazz/demo/sow';
import { type DemoSize, makeWorld } from '@ejazz/demo/world';
import type { Logger } from '@ejazz/platform/log/logger';
import { seedPictures } from '@ejazz/seeds/media/seed';
import { seedComments, seedLikes, seedPosts, seedReposts } from '@ejazz/seeds/post/seed';
import { seedAvatars, seedFollows, seedPeople, seedRelations } from '@ejazz/seeds/user/seed';
import type { House } from '../house/house';

export interface Demo {
  /** The people alone, so that one can sign in as them at once. */
  people(): Promise<void>;
  /** Everything else, while the services are in use already; tells whether it came to its end in this run. */
  rest(progress: (step: string, done: number, total: number) => void): Promise<boolean>;
  /** Breaks off; the next start goes on. */
  stop(): Promise<void>;
}

/** Loads the demo world through the services' own rules, once: what was broken off is taken up, what is there stays. */
export function createDemo(house: House, stateFile: string, log: Logger, size?: DemoSize): Demo {
  const state = readState(stateFile);
  const halt = new AbortController();
  let loading: Promise<boolean> | undefined;
  if (state.loaded) return { people: async () => undefined, rest: async () => false, stop: async () => undefined };

  const world = makeWorld(new Date(state.now), size);
  const load = async (progress: (step: string, done: number, total: number) => void) => {
    const sowing = (step: string): { tick: Tick; signal: AbortSignal } => ({
      tick: (done, total) => progress(step, done, total),
      signal: halt.signal,
    });
    await seedFollows(house.user.deps, world.follows, sowing('follows'));
    await Promise.all([
      seedPosts(house.post.deps, world.posts, sowing('posts')),
      seedPictures(house.media.deps, world.pictures, sowing('pictures')),
      seedAvatars(house.user.deps, world.pictures, { signal: halt.signal }),
    ]);
    await seedComments(house.post.deps, world.comments, sowing('comments'));
    await seedLikes(house.post.deps, world.likes, sowing('likes'));
    await seedReposts(house.post.deps, world.reposts, sowing('reposts'));
    await seedRelations(house.user.deps, world.relations, { signal: halt.signal });
    writeState(stateFile, { ...state, loaded: true });
  };
  return {
    async people() {
      writeState(stateFile, state);
      await seedPeople(house.user.deps, world.people);
    },
    rest(progress) {
      loading = load(progress).then(
        () => true,
        (error: unknown) => {
          if (!halt.signal.aborted) log.error({ err: error }, 'the demo data was not loaded; the next start tries again');
          return false;
        },
      );
      return loading;
    },
    async stop() {
      halt.abort();
      await loading;
    },
  };
}

interface State {
  /** The moment at which the demo world stands. */
  readonly now: string;
  readonly loaded: boolean;
}

function readState(file: string): State {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State;
  } catch {
    return { now: new Date().toISOString(), loaded: false };
  }
}

const writeState = (file: string, state: State): void => writeFileSync(file, JSON.stringify(state));
