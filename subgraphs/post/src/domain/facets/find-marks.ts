import { findLinks, type Link } from './find-links';
import { hashtagName } from './hashtag-name';

/** What stands in a text before it is known who is meant. */
export type Mark =
  | ({ readonly kind: 'link' } & Link)
  | { readonly kind: 'hashtag'; readonly start: number; readonly end: number; readonly name: string }
  | { readonly kind: 'handle'; readonly start: number; readonly end: number; readonly handle: string };

/** Whatever follows a word, a slash or another sign is part of it: of an address, of a colour, of a reference in HTML. */
const signs = /(?<![\p{L}\p{M}\p{N}_@#＃&/.-])(?:@([A-Za-z0-9_]{3,30})(?![\p{L}\p{M}\p{N}_@])|([#＃][\p{L}\p{M}\p{N}_\u200c\u200d]+))/gu;

/** Mentions, hashtags and links in the order in which they stand; none overlaps another, and a link holds neither of the others. */
export function findMarks(text: string): Mark[] {
  const links = findLinks(text);
  const marks = [...text.matchAll(signs)].flatMap(({ 0: written, 1: handle, index: start }): Mark[] => {
    const end = start + written.length;
    if (links.some((link) => link.start < end && start < link.end)) return [];
    if (handle !== undefined) return [{ kind: 'handle', start, end, handle: handle.toLowerCase() }];
    const name = hashtagName(written);
    return name === undefined ? [] : [{ kind: 'hashtag', start, end, name }];
  });
  return [...links.map((link): Mark => ({ kind: 'link', ...link })), ...marks].sort((one, other) => one.start - other.start);
}
