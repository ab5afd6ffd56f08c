import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';

/** The graph cannot be served; the message says why. */
export class SupergraphRefused extends ExplainedError {
  constructor(reason: string) {
    super(`The supergraph is refused: ${reason}`);
  }
}
