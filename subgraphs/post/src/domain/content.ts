import type { Post } from '../generated/prisma/client';
import { languageTag } from './language-tag';
import { cleanText } from './post-rules';

/** What a client wants a post to say: what is absent stays as it was, null takes it away. */
export interface ContentDraft {
  readonly text?: string | null | undefined;
  readonly contentWarning?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly mediaIds?: readonly string[] | null | undefined;
  readonly altTexts?: readonly { readonly mediaId: string; readonly altText: string }[] | null | undefined;
}

export type SaidContent = Pick<Post, 'text' | 'contentWarning' | 'language' | 'mediaIds' | 'altTexts'>;

/** What a post is to say, before it has been checked. */
export interface Content extends Omit<SaidContent, 'language'> {
  /** Undefined when the tag is none. */
  readonly language: string | null | undefined;
  /** Whether an alternative text is for media that are not shown. */
  readonly misplaced: boolean;
}

const nothing: SaidContent = { text: '', contentWarning: null, language: null, mediaIds: [], altTexts: [] };

/** What a post says once a draft is laid over what it said before. */
export function contentOf(draft: ContentDraft, before: SaidContent = nothing): Content {
  const mediaIds = draft.mediaIds === undefined ? before.mediaIds : [...(draft.mediaIds ?? [])];
  const given = draft.altTexts ?? [];
  const described = new Map(before.mediaIds.map((id, index) => [id, before.altTexts[index] ?? '']));
  for (const { mediaId, altText } of given) described.set(mediaId, cleanText(altText));
  return {
    text: draft.text === undefined ? before.text : cleanText(draft.text),
    contentWarning: draft.contentWarning === undefined ? before.contentWarning : cleanText(draft.contentWarning) || null,
    language: draft.language == null ? (draft.language === undefined ? before.language : null) : languageTag(draft.language),
    mediaIds,
    altTexts: mediaIds.map((id) => described.get(id) ?? ''),
    misplaced: given.some(({ mediaId }) => !mediaIds.includes(mediaId)),
  };
}

/** What of it is kept, once no fault was found. */
export const saidBy = ({ text, contentWarning, language = null, mediaIds, altTexts }: Content): SaidContent => ({
  text,
  contentWarning,
  language,
  mediaIds,
  altTexts,
});

export const saysTheSame = (one: SaidContent, other: SaidContent): boolean => told(one) === told(other);

const told = ({ text, contentWarning, language, mediaIds, altTexts }: SaidContent): string =>
  JSON.stringify([text, contentWarning, language, mediaIds, mediaIds.map((_, index) => altTexts[index] ?? '')]);
