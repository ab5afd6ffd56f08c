import { type UserError, userError } from '@ejazz/platform/errors/user-error';
import { characters } from './characters';

/** What the schema promises of posts and comments; a test holds the two equal. */
export const postLimits = {
  text: { characters: 5_000, bytes: 40_000 },
  media: 4,
  comment: { characters: 2_000, bytes: 16_000 },
} as const;

/** Text as it is kept: without white space around it, and without NUL, which PostgreSQL does not take. */
export const cleanText = (text: string | null | undefined): string => (text ?? '').replaceAll('\0', '').trim();

/** One character can be any number of combining marks long, hence the second limit. */
export const fits = (text: string, limit: { characters: number; bytes: number }): boolean =>
  Buffer.byteLength(text) <= limit.bytes && characters(text) <= limit.characters;

type Fault<Code extends string> = UserError<Code> | false;

export const checkContent = (text: string, mediaIds: readonly string[]): Fault<'CONTENT_REQUIRED'> =>
  text === '' && mediaIds.length === 0 && userError('CONTENT_REQUIRED', ['input'], 'A post needs text or media.');

export const checkPostText = (text: string): Fault<'TEXT_TOO_LONG'> =>
  !fits(text, postLimits.text) && userError('TEXT_TOO_LONG', ['input', 'text'], 'A post has at most 5,000 characters.');

export const checkMediaCount = (mediaIds: readonly string[]): Fault<'TOO_MANY_MEDIA'> =>
  mediaIds.length > postLimits.media && userError('TOO_MANY_MEDIA', ['input', 'mediaIds'], 'A post shows at most 4 media.');

export const checkMediaOnce = (mediaIds: readonly string[]): Fault<'MEDIA_REPEATED'> =>
  new Set(mediaIds).size < mediaIds.length && userError('MEDIA_REPEATED', ['input', 'mediaIds'], 'The same media is given twice.');

export const checkCommentText = (text: string): Fault<'TEXT_REQUIRED' | 'TEXT_TOO_LONG'> =>
  text === ''
    ? userError('TEXT_REQUIRED', ['input', 'text'], 'Write something first.')
    : !fits(text, postLimits.comment) && userError('TEXT_TOO_LONG', ['input', 'text'], 'A comment has at most 2,000 characters.');
