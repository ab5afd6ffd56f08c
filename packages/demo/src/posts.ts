import { demoId } from './demo-id';
import type { DemoPerson } from './people';
import type { DemoPicture } from './pictures';
import type { Random } from './random';

export interface DemoPost {
  readonly id: string;
  readonly authorId: string;
  readonly text: string;
  readonly visibility: 'PUBLIC' | 'FOLLOWERS' | 'FRIENDS' | 'ONLY_ME';
  readonly mediaIds: readonly string[];
  readonly createdAt: Date;
  readonly language: string;
  readonly contentWarning?: string;
  readonly quotedPostId?: string;
  /** How much attention it draws, 0 to 1. */
  readonly appeal: number;
}

const day = 86_400_000;
const openings = [
  'Today I learned that',
  'Nobody told me that',
  'It turns out that',
  'I will say it again:',
  'After ten years I still think',
  'My neighbour swears that',
  'A small thing:',
  'Between two trains:',
] as const;
const subjects = [
  'sourdough',
  'a second monitor',
  'the first frost',
  'an unmarked footpath',
  'my grandmother’s radio',
  'a good index',
  'the night bus',
  'a borrowed tent',
  'the town library',
  'cold water',
] as const;
const claims = [
  'makes everything slower, and better',
  'is worth the detour',
  'asks for more patience than I have',
  'was never the problem',
  'sounds different in the rain',
  'needs a whole weekend',
  'beats any plan I ever made',
  'is best shared',
] as const;
const tags = ['slowliving', 'outdoors', 'databases', 'bread', 'cycling', 'photography', 'music', 'gardening', 'reading', 'typography'] as const;

/** Posts over thirty days: the famous write more, a few draw most of the attention, some are for followers or oneself. */
export function makePosts(people: readonly DemoPerson[], pictures: readonly DemoPicture[], count: number, now: Date, random: Random): DemoPost[] {
  const albums = new Map<string, DemoPicture[]>();
  for (const picture of pictures) {
    if (picture.purpose === 'POST') albums.set(picture.ownerId, [...(albums.get(picture.ownerId) ?? []), picture]);
  }
  const step = (30 * day) / count;
  return Array.from({ length: count }, (_, index) => {
    const createdAt = new Date(now.getTime() - 30 * day + Math.floor(index * step));
    const author = chooseAuthor(people, random);
    const picture = random.chance(0.5) ? albums.get(author.id)?.pop() : undefined;
    return {
      id: demoId('pst', createdAt, random),
      authorId: author.id,
      text: compose(random),
      visibility: random.chance(0.9) ? 'PUBLIC' : random.chance(0.8) ? 'FOLLOWERS' : 'ONLY_ME',
      mediaIds: picture ? [picture.id] : [],
      createdAt,
      language: 'en',
      ...(index % 97 === 50 ? { contentWarning: 'Strong opinions' } : {}),
      appeal: random.next() ** 3,
    };
  });
}

/** Half of all posts come from anybody, half from those who are followed most. */
function chooseAuthor(people: readonly DemoPerson[], random: Random): DemoPerson {
  return random.chance(0.5) ? random.pick(people) : random.pick(people.slice(0, 1 + Math.floor(random.next() ** 2 * people.length)));
}

function compose(random: Random): string {
  const sentence = `${random.pick(openings)} ${random.pick(subjects)} ${random.pick(claims)}.`;
  const hashtags = Array.from({ length: random.between(0, 2) }, () => `#${random.pick(tags)}`);
  return [sentence, ...new Set(hashtags)].join(' ');
}
