/**
 * Why a subgraph gave no answer: it could not be reached (or said itself that it cannot work), took longer than any request may, took longer
 * than this client would wait (`deadline`), answered something that is no answer, refused the gateway's own request, or is given time to
 * recover (`resting`).
 */
export type NoAnswerReason = 'unreachable' | 'timeout' | 'deadline' | 'garbage' | 'refused' | 'resting';

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** The subgraph has not seen the request: there was no connection to send it over. */
  readonly unsent: boolean;
  constructor(
    readonly reason: NoAnswerReason,
    message: string,
    options?: ErrorOptions & { readonly unsent?: boolean },
  ) {
    super(message, options);
    this.unsent = options?.unsent ?? false;
  }
}

/** It was the subgraph's failure: what one client asks can never bring a subgraph into disrepute. */
export const isFailure = (error: unknown): boolean =>
  error instanceof NoAnswer && (error.reason === 'unreachable' || error.reason === 'timeout' || error.reason === 'garbage');
