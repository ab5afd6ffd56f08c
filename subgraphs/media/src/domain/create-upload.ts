import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import { clientRequestIdReused } from '@ejazz/platform/idempotency/client-request-id';
import { once } from '@ejazz/platform/idempotency/once';
import { newId } from '@ejazz/platform/ids/id';
import type { Deps } from '../deps';
import { columnsOf, type Description, descriptionFaults } from './description';
import { type ContentType, mediaLimits } from './limits';
import { type UploadTarget, uploadTarget } from './upload-target';

export interface NewUpload extends Description {
  readonly contentType: ContentType;
  readonly byteSize: number;
  readonly clientRequestId?: string | null | undefined;
}

type UploadCode = 'BYTE_SIZE_INVALID' | 'ALT_TEXT_TOO_LONG' | 'FOCAL_POINT_INVALID' | 'CLIENT_REQUEST_ID_REUSED';

/** Makes room for a picture. Asked again with the same client request id it gives the same one, and a fresh target until its bytes have arrived. */
export async function createUpload(
  deps: Pick<Deps, 'env' | 'transact' | 'publicUrl' | 'clock'>,
  ownerId: string,
  { clientRequestId, ...input }: NewUpload,
): Promise<Outcome<{ mediaId: string; upload: UploadTarget | null }, UploadCode>> {
  const faults = [...sizeFaults(input.byteSize), ...descriptionFaults(input)];
  if (faults.length > 0) return refused<UploadCode>(...faults);
  return deps.transact(async ({ tx }) => {
    const created = await once(tx, { actorId: ownerId, operation: 'createMediaUpload', clientRequestId, input }, async () => {
      const { id } = await tx.media.create({ data: { id: newId('med'), ownerId, ...columnsOf(input), createdAt: deps.clock.now() } });
      return id;
    });
    if (created.kind === 'conflict') return refused(clientRequestIdReused());
    const mediaId = created.result;
    const arrived = created.kind === 'replay' && (await tx.media.count({ where: { id: mediaId, status: 'AWAITING_UPLOAD' } })) === 0;
    return done({ mediaId, upload: arrived ? null : uploadTarget(deps, { mediaId, maxBytes: input.byteSize }, input.contentType) });
  });
}

const sizeFaults = (byteSize: number) =>
  byteSize >= 1 && byteSize <= mediaLimits.maxByteSize
    ? []
    : [userError('BYTE_SIZE_INVALID' as const, ['input', 'byteSize'], `A picture has 1 to ${mediaLimits.maxByteSize} bytes.`)];
