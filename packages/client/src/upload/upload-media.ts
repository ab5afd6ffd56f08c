import type { FetchClient } from '../fetch/fetch-client.ts';
import {
  CreateMediaUploadDocument,
  type CreateMediaUploadErrorCode,
  type MediaContentType,
  type MediaFailureCode,
  MediaStatusDocument,
} from '../generated/documents.ts';
import { mediaContentTypes } from '../generated/schema-facts.ts';
import { randomId } from './random-id.ts';
import { type Reply, type Sending, sendBytes } from './send-bytes.ts';

export interface Upload extends Sending {
  readonly client: FetchClient;
  /** The picture; its `type` must be one that is taken. */
  readonly file: Blob;
  /** What it shows, for people who do not see it. */
  readonly altText?: string;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

export interface UploadedMedia {
  /** For `mediaIds` of createPost, or `avatarId` of updateProfile. */
  readonly id: string;
  readonly altText: string;
}

/** It will not be taken, however often it is sent. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused';
  /** A code of CreateMediaUploadErrorCode or MediaFailureCode, or of the upload itself (`MediaUploadTarget` in the schema lists them). */
  readonly code: CreateMediaUploadErrorCode | MediaFailureCode | (string & {});
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** It did not get through. Calling again starts anew. */
export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
}

const pausesBefore = [0, 500, 2_000];

/**
 * Uploads a picture: makes room for it, sends its bytes, and answers when it can be shown. What a bad line cuts off is sent again, twice
 * at most, as the same picture. Rejects with UploadRefused, UploadFailed, the reason of the signal, or what `client.data` rejects with.
 */
export async function uploadMedia({ client, file, altText, pause = sleep, ...sending }: Upload): Promise<UploadedMedia> {
  const contentType = mediaContentTypes.find((name) => name === file.type.toUpperCase().replace('/', '_'));
  if (!contentType) throw new UploadRefused('TYPE_NOT_SUPPORTED', `Files of type "${file.type}" are not taken.`);
  const input = { contentType: contentType satisfies MediaContentType, byteSize: file.size, altText, clientRequestId: randomId() };
  let cause: unknown;
  for (const milliseconds of pausesBefore) {
    if (milliseconds > 0) await pause(milliseconds);
    sending.signal?.throwIfAborted();
    // The same clientRequestId gives the same picture with a fresh target, or none when its bytes have arrived and only the reply was lost.
    const { media, upload, userErrors } = (await client.data(CreateMediaUploadDocument, { input }, sending)).createMediaUpload;
    const [refusal] = userErrors;
    if (refusal) throw new UploadRefused(refusal.code, refusal.message);
    if (!media) throw new UploadFailed('No room was made for the picture.');
    if (!upload) return processed(media, { client, pause, ...sending });
    try {
      const reply = await sendBytes(upload, file, sending);
      if (reply.status < 300) return await processed(media, { client, pause, ...sending });
      cause = refusalIn(reply);
    } catch (error) {
      sending.signal?.throwIfAborted();
      cause = error;
    }
    if (cause instanceof UploadRefused && cause.code !== 'UPLOAD_EXPIRED') throw cause;
  }
  throw new UploadFailed('The picture could not be sent.', { cause });
}

/** Waits until the picture can be shown. A page with a live connection may watch `mediaChanged` instead. */
async function processed(
  media: UploadedMedia,
  { client, pause, signal }: Required<Pick<Upload, 'client' | 'pause'>> & Sending,
): Promise<UploadedMedia> {
  for (let milliseconds = 100; ; milliseconds = Math.min(2_000, milliseconds * 1.5)) {
    const { node } = await client.data(MediaStatusDocument, { id: media.id }, { signal });
    if (node?.__typename !== 'Media') throw new UploadFailed('The picture is gone.');
    if (node.failure) throw new UploadRefused(node.failure.code, node.failure.message);
    if (node.status === 'READY') return media;
    await pause(milliseconds);
    signal?.throwIfAborted();
  }
}

/** The refusal that a reply tells; any other fault for what may pass. */
function refusalIn({ status, text }: Reply): Error {
  try {
    const { error, message }: { error?: unknown; message?: unknown } = JSON.parse(text);
    if (status < 500 && status !== 429 && typeof error === 'string') return new UploadRefused(error, String(message));
  } catch {
    // Something between us and the server answered.
  }
  return new Error(`HTTP ${status}`);
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
