import { z } from 'zod';

/** Where in a text something stands, in UTF-16 code units: `text.slice(start, end)`. */
const range = { start: z.int(), end: z.int() };

const facet = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mention'), ...range, userId: z.string() }),
  z.object({ kind: z.literal('hashtag'), ...range, name: z.string() }),
  z.object({ kind: z.literal('link'), ...range, url: z.string() }),
]);

/** A part of a text that means something, as it is kept with the text. */
export type Facet = z.infer<typeof facet>;

const kept = z.array(facet);

/** Facets as a row holds them. */
export const readFacets = (stored: unknown): readonly Facet[] => kept.parse(stored);

/** Names of the hashtags among them, each once. */
export const hashtagsIn = (facets: readonly Facet[]): string[] => [...new Set(facets.flatMap((one) => (one.kind === 'hashtag' ? [one.name] : [])))];

/** Who is mentioned among them, each once. */
export const mentionedIn = (facets: readonly Facet[]): string[] => [
  ...new Set(facets.flatMap((one) => (one.kind === 'mention' ? [one.userId] : []))),
];
