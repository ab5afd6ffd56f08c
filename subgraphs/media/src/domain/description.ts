import { type UserError, userError } from '@ejazz/platform/errors/user-error';
import { mediaLimits } from './limits';
import type { FocalPoint } from './variants';

/** What an owner says about a file. */
export interface Description {
  readonly altText?: string | null | undefined;
  readonly focalPoint?: FocalPoint | null | undefined;
}

type Fault = UserError<'ALT_TEXT_TOO_LONG' | 'FOCAL_POINT_INVALID'>;

/** As it is kept: without white space around it and without NUL, which PostgreSQL does not take; null when nothing of it could be seen or heard. */
export function cleanAltText(altText: string | null): string | null {
  const text = altText?.replaceAll('\0', '').trim() ?? '';
  return /[^\p{Z}\p{C}\p{M}]/u.test(text) ? text : null;
}

/** The columns that say it; what is absent stays as it is. */
export const columnsOf = ({ altText, focalPoint }: Description) => ({
  ...(altText !== undefined && { altText: cleanAltText(altText) }),
  ...(focalPoint !== undefined && { focalX: thousandths(focalPoint?.x), focalY: thousandths(focalPoint?.y) }),
});

export function descriptionFaults({ altText, focalPoint }: Description): Fault[] {
  const faults: Fault[] = [];
  if ([...(cleanAltText(altText ?? null) ?? '')].length > mediaLimits.maxAltTextLength) {
    faults.push(userError('ALT_TEXT_TOO_LONG', ['input', 'altText'], `An alternative text has at most ${mediaLimits.maxAltTextLength} characters.`));
  }
  if (focalPoint && ![focalPoint.x, focalPoint.y].every((part) => part >= 0 && part <= 1)) {
    faults.push(userError('FOCAL_POINT_INVALID', ['input', 'focalPoint'], 'A focal point has an x and a y of 0 to 1.'));
  }
  return faults;
}

const thousandths = (part: number | undefined): number | null => (part === undefined ? null : Math.round(part * 1_000) / 1_000);
