import { type UserError, userError } from '@ejazz/platform/errors/user-error';
import { characters } from './characters';
import type { Content } from './content';

/** What the schema promises of posts and comments, and `postLimits` tells; a test holds them equal. */
export const postLimits = {
  text: { characters: 5_000, bytes: 40_000 },
  contentWarning: { characters: 200, bytes: 1_600 },
  altText: { characters: 1_000, bytes: 8_000 },
  media: 4,
  comment: { characters: 2_000, bytes: 16_000 },
} as const;

/** Text as it is kept: without white space around it, and without NUL, which PostgreSQL does not take. */
export const cleanText = (text: string | null | undefined): string => (text ?? '').replaceAll('\0', '').trim();

/** One character can be any number of combining marks long, hence the second limit. */
export const fits = (text: string, limit: { characters: number; bytes: number }): boolean =>
  Buffer.byteLength(text) <= limit.bytes && characters(text) <= limit.characters;

type Fault<Code extends string> = UserError<Code> | false;

export type ContentCode =
  | 'CONTENT_REQUIRED'
  | 'TEXT_TOO_LONG'
  | 'CONTENT_WARNING_TOO_LONG'
  | 'LANGUAGE_INVALID'
  | 'TOO_MANY_MEDIA'
  | 'MEDIA_REPEATED'
  | 'ALT_TEXT_TOO_LONG'
  | 'ALT_TEXT_MISPLACED';

/** Everything that is wrong with what a post is to say. */
export function contentFaults({ text, contentWarning, language, mediaIds, altTexts, misplaced }: Content): UserError<ContentCode>[] {
  const faults: Fault<ContentCode>[] = [
    text === '' && mediaIds.length === 0 && userError('CONTENT_REQUIRED', ['input'], 'A post needs text or media.'),
    !fits(text, postLimits.text) && userError('TEXT_TOO_LONG', ['input', 'text'], 'A post has at most 5,000 characters.'),
    contentWarning !== null &&
      !fits(contentWarning, postLimits.contentWarning) &&
      userError('CONTENT_WARNING_TOO_LONG', ['input', 'contentWarning'], 'A warning has at most 200 characters.'),
    language === undefined && userError('LANGUAGE_INVALID', ['input', 'language'], 'This is no language tag of BCP 47, such as "en" or "pt-BR".'),
    mediaIds.length > postLimits.media && userError('TOO_MANY_MEDIA', ['input', 'mediaIds'], 'A post shows at most 4 media.'),
    new Set(mediaIds).size < mediaIds.length && userError('MEDIA_REPEATED', ['input', 'mediaIds'], 'The same media is given twice.'),
    altTexts.some((altText) => !fits(altText, postLimits.altText)) &&
      userError('ALT_TEXT_TOO_LONG', ['input', 'altTexts'], 'An alternative text has at most 1,000 characters.'),
    misplaced && userError('ALT_TEXT_MISPLACED', ['input', 'altTexts'], 'An alternative text names media that the post does not show.'),
  ];
  return faults.filter((fault) => fault !== false);
}

export const checkCommentText = (text: string): Fault<'TEXT_REQUIRED' | 'TEXT_TOO_LONG'> =>
  text === ''
    ? userError('TEXT_REQUIRED', ['input', 'text'], 'Write something first.')
    : !fits(text, postLimits.comment) && userError('TEXT_TOO_LONG', ['input', 'text'], 'A comment has at most 2,000 characters.');
