/** A failure to start whose message says what to change: printed without a stack. */
export class ExplainedError extends Error {
  override readonly name = 'ExplainedError';
}
