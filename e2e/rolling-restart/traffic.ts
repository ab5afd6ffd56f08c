import { eventually } from '@ejazz/testing/eventually';
import type { GraphAnswer } from '@ejazz/testing/graph-client';
import type { Person } from '@ejazz/testing/people';

export interface Traffic {
  /** What clients got instead of answers, and how many answers they got. */
  readonly failures: readonly string[];
  readonly answers: () => number;
  /** Resolves when everybody has got so many answers more. */
  moves(): Promise<void>;
  /** Everybody ends what they are at. */
  end(): Promise<void>;
}

/** One thing that somebody asks for again and again. */
export interface Errand {
  readonly person: Person;
  readonly document: string;
  readonly variables: (round: number) => Record<string, unknown>;
  readonly onData?: (data: Record<string, unknown>) => void;
}

/** Clients that ask, each the next thing as soon as the last is answered, and do not try again. */
export function startTraffic(errands: readonly Errand[]): Traffic {
  const failures: string[] = [];
  const rounds = errands.map(() => 0);
  let going = true;

  const work = errands.map(async ({ person, document, variables, onData }, index) => {
    while (going) {
      const round = rounds[index] ?? 0;
      const answer = await person.ask(document, variables(round)).catch((error: unknown) => ({ status: 0, errors: [messageOf(error)], data: null }));
      const wrong = faultIn(answer as GraphAnswer);
      if (wrong) failures.push(`${person.username}, round ${round}: ${wrong}`);
      else onData?.(answer.data as Record<string, unknown>);
      rounds[index] = round + 1;
    }
  });

  return {
    failures,
    answers: () => rounds.reduce((sum, each) => sum + each, 0),
    async moves() {
      const goals = rounds.map((each) => each + 3);
      await eventually(() => goals.every((goal, index) => (rounds[index] ?? 0) >= goal), { patienceMs: 60_000 });
    },
    async end() {
      going = false;
      await Promise.all(work);
    },
  };
}

const messageOf = (error: unknown) => ({ message: error instanceof Error ? `${error.message}: ${String(error.cause)}` : String(error) });

/** An error anywhere in it, or a mutation that was refused. */
function faultIn({ data, errors }: GraphAnswer): string | undefined {
  if (errors) return JSON.stringify(errors);
  const refused = Object.values(data ?? {}).find((field) => isRefusal(field));
  return refused ? JSON.stringify(refused) : undefined;
}

const isRefusal = (field: unknown): boolean =>
  typeof field === 'object' && field !== null && 'userErrors' in field && Array.isArray(field.userErrors) && field.userErrors.length > 0;
