import { demoId } from './demo-id';
import type { Random } from './random';

export interface DemoPerson {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly displayName: string;
  readonly bio: string;
  readonly joinedAt: Date;
  readonly roles: readonly 'MODERATOR'[];
  /** Share of the network's attention, 0 to 1. */
  readonly fame: number;
}

/** Everybody in the demo world has this password. */
export const demoPassword = 'ejazz-demo';

const day = 86_400_000;

const moderator = 'cleo';
const named = [
  { username: 'ann', displayName: 'Ann Okafor', bio: 'Photographer of small places. Film when I can.' },
  { username: 'ben', displayName: 'Ben Lindqvist', bio: 'Bread, bicycles, and the odd database.' },
  { username: 'cleo', displayName: 'Cleo Marchetti', bio: 'I look after this place. Write to me when something is off.' },
] as const;

/** Those whom everybody who tries Ejazz meets first. */
export const demoGuides: readonly { readonly username: string; readonly isModerator: boolean }[] = named.map(({ username }) => ({
  username,
  isModerator: username === moderator,
}));

const first = [
  'Amina',
  'Bao',
  'Carlos',
  'Dilan',
  'Elif',
  'Farid',
  'Greta',
  'Hana',
  'Ivo',
  'Jamal',
  'Kaja',
  'Leila',
  'Mateo',
  'Noor',
  'Olga',
  'Priya',
  'Quinn',
  'Rosa',
  'Sami',
  'Tove',
  'Umar',
  'Vera',
  'Wen',
  'Yara',
  'Zoltan',
] as const;
const last = [
  'Abbas',
  'Berg',
  'Costa',
  'Demir',
  'Eriksen',
  'Farouk',
  'Garcia',
  'Haddad',
  'Ito',
  'Jansen',
  'Kowalski',
  'Lopez',
  'Mensah',
  'Nguyen',
  'Osei',
  'Petrov',
  'Rahman',
  'Silva',
  'Tanaka',
  'Weiss',
] as const;
const callings = [
  'Gardener',
  'Nurse',
  'Cartographer',
  'Luthier',
  'Teacher',
  'Climber',
  'Translator',
  'Baker',
  'Physicist',
  'Carpenter',
  'Birdwatcher',
  'Illustrator',
] as const;
const likings = ['slow mornings', 'old maps', 'long trains', 'good coffee', 'open water', 'bad puns', 'quiet rooms', 'tall hills'] as const;

/** Fame falls off as in real networks: the second has half of the first's, the third a third … */
export function makePeople(count: number, now: Date, random: Random): DemoPerson[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const joinedAt = new Date(now.getTime() - 60 * day + index * 60_000);
    const identity = named[index] ?? invent(taken, random);
    taken.add(identity.username);
    return {
      ...identity,
      id: demoId('usr', joinedAt, random),
      email: `${identity.username}@demo.ejazz.example`,
      joinedAt,
      roles: identity.username === moderator ? ['MODERATOR'] : [],
      fame: 1 / (index + 1),
    };
  });
}

function invent(taken: ReadonlySet<string>, random: Random) {
  const given = random.pick(first);
  const family = random.pick(last);
  const plain = `${given}_${family}`.toLowerCase();
  const username = taken.has(plain) ? `${plain}_${taken.size}` : plain;
  return {
    username,
    displayName: `${given} ${family}`,
    bio: `${random.pick(callings)}. Fond of ${random.pick(likings)} and ${random.pick(likings)}.`,
  };
}
