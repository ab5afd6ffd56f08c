import type { MediaFailure } from '../generated/prisma/client';

/** What is told of a file of which nothing could be made. */
export const failureMessages: Readonly<Record<MediaFailure, string>> = {
  IMAGE_UNREADABLE: 'The picture is damaged or incomplete.',
  TOO_LARGE: 'The file is too large.',
  DIMENSIONS_TOO_LARGE: 'The picture has too many pixels.',
  PROCESSING_FAILED: 'The file could not be processed. Upload it again later.',
};

/** Whether a refusal can also be found out when the bytes were taken already. */
export const isFailure = (code: string): code is MediaFailure => code in failureMessages;
