import { demoId } from './demo-id';
import type { DemoPerson } from './people';
import type { Random } from './random';

export interface DemoPicture {
  readonly id: string;
  readonly ownerId: string;
  readonly purpose: 'AVATAR' | 'POST';
  readonly altText: string;
  readonly takenAt: Date;
  /** The picture as SVG, to be drawn by whoever stores it. */
  readonly svg: string;
}

const minute = 60_000;
const palettes = [
  ['sunset', '#f6ad55', '#c53030', '#44337a'],
  ['meadow', '#9ae6b4', '#2f855a', '#1a365d'],
  ['harbour', '#90cdf4', '#2b6cb0', '#1a202c'],
  ['dunes', '#faf089', '#b7791f', '#744210'],
  ['dusk', '#d6bcfa', '#6b46c1', '#1a202c'],
] as const;

/** One avatar for each person, and pictures for posts. */
export function makePictures(people: readonly DemoPerson[], forPosts: number, now: Date, random: Random): DemoPicture[] {
  const start = now.getTime() - 50 * 1_440 * minute;
  const avatars = people.map((person, index) => avatarOf(person, new Date(start + index * minute), random));
  const landscapes = Array.from({ length: forPosts }, (_, index) =>
    landscapeOf(random.pick(people), new Date(start + (200 + index) * minute), random),
  );
  return [...avatars, ...landscapes];
}

function avatarOf(person: DemoPerson, takenAt: Date, random: Random): DemoPicture {
  const [, light, middle, dark] = random.pick(palettes);
  const initials = person.displayName
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320"><rect width="320" height="320" fill="${middle}"/><circle cx="160" cy="130" r="62" fill="${light}"/><ellipse cx="160" cy="300" rx="118" ry="96" fill="${dark}"/><text x="160" y="310" font-size="40" text-anchor="middle" fill="#fff" font-family="sans-serif">${initials}</text></svg>`;
  return { id: demoId('med', takenAt, random), ownerId: person.id, purpose: 'AVATAR', altText: `Portrait of ${person.displayName}`, takenAt, svg };
}

function landscapeOf(owner: DemoPerson, takenAt: Date, random: Random): DemoPicture {
  const [name, light, middle, dark] = random.pick(palettes);
  const ridge = (base: number, swing: number) =>
    Array.from({ length: 9 }, (_, step) => `${step * 120},${base + random.between(-swing, swing)}`).join(' ');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640"><defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light}"/><stop offset="1" stop-color="${middle}"/></linearGradient></defs><rect width="960" height="640" fill="url(#sky)"/><circle cx="${random.between(150, 800)}" cy="${random.between(90, 250)}" r="${random.between(30, 70)}" fill="#fffaf0" opacity="0.85"/><polygon points="0,640 ${ridge(400, 70)} 960,640" fill="${middle}" opacity="0.75"/><polygon points="0,640 ${ridge(510, 60)} 960,640" fill="${dark}"/></svg>`;
  return { id: demoId('med', takenAt, random), ownerId: owner.id, purpose: 'POST', altText: `A ${name} behind two ridges of hills`, takenAt, svg };
}
