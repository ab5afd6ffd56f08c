import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import { clientRequestIdReused } from '@ejazz/platform/idempotency/client-request-id';
import { once } from '@ejazz/platform/idempotency/once';
import { newId } from '@ejazz/platform/ids/id';
import type { Deps } from '../deps';
import { columnsOf, type Description, descriptionFaults } from './description';
import { type ContentType, mediaLimits } from './limits';
import { checkQuota, QuotaExceeded } from './quota';
import { reviewTime } from './review-media';
import type { UploadTarget } from './upload-target';

export interface NewUpload extends Description {
  readonly contentType: ContentType;
  readonly byteSize: number;
  readonly clientRequestId?: string | null | undefined;
}

type UploadCode = 'BYTE_SIZE_INVALID' | 'ALT_TEXT_TOO_LONG' | 'FOCAL_POINT_INVALID' | 'QUOTA_EXCEEDED' | 'CLIENT_REQUEST_ID_REUSED';

/** Makes room for a picture. Asked again with the same client request id it gives the same one, and a fresh target until its bytes have arrived. */
export async function createUpload(
  deps: Pick<Deps, 'env' | 'transact' | 'store' | 'clock'>,
  ownerId: string,
  { clientRequestId, ...input }: NewUpload,
): Promise<Outcome<{ mediaId: string; upload: UploadTarget | null }, UploadCode>> {
  const { byteSize } = input;
  const faults = [...sizeFaults(byteSize), ...descriptionFaults(input)];
  if (faults.length > 0) return refused<UploadCode>(...faults);
  const work = deps.transact<Outcome<{ mediaId: string; upload: UploadTarget | null }, UploadCode>>(async ({ tx }) => {
    const created = await once(tx, { actorId: ownerId, operation: 'createMediaUpload', clientRequestId, input }, async () => {
      await checkQuota(deps, tx, ownerId, byteSize);
      const times = { createdAt: deps.clock.now(), reviewAt: reviewTime(deps) };
      const { id } = await tx.media.create({ data: { id: newId('med'), ownerId, byteSize, ...columnsOf(input), ...times } });
      return id;
    });
    if (created.kind === 'conflict') return refused(clientRequestIdReused());
    const mediaId = created.result;
    const arrived = created.kind === 'replay' && (await tx.media.count({ where: { id: mediaId, status: 'AWAITING_UPLOAD' } })) === 0;
    return done({ mediaId, upload: arrived ? null : deps.store.uploadTarget({ mediaId, maxBytes: byteSize, contentType: input.contentType }) });
  });
  return work.catch((error: unknown) => {
    if (error instanceof QuotaExceeded) return refused(quotaExceeded());
    throw error;
  });
}

const sizeFaults = (byteSize: number) =>
  byteSize >= 1 && byteSize <= mediaLimits.maxByteSize
    ? []
    : [userError('BYTE_SIZE_INVALID' as const, ['input', 'byteSize'], `A picture has 1 to ${mediaLimits.maxByteSize} bytes.`)];

const quotaExceeded = () =>
  userError('QUOTA_EXCEEDED' as const, ['input', 'byteSize'], 'You have as many files as you may have. Delete posts with pictures to make room.');
