/** Why bytes are neither taken nor given. */
export type RefusalCode =
  | 'SIGNATURE_INVALID'
  | 'UPLOAD_EXPIRED'
  | 'URL_EXPIRED'
  | 'NOTIFICATION_EXPIRED'
  | 'NOT_FOUND'
  | 'TOO_LARGE'
  | 'TYPE_NOT_SUPPORTED'
  | 'IMAGE_UNREADABLE'
  | 'DIMENSIONS_TOO_LARGE';

/** An expected refusal; its message is shown to whoever sent the request. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
