import { currentRequestId } from '@ejazz/platform/request/scope';
import type { AnswerInProcess } from '@ejazz/platform/subgraph/in-process';
import { currentTrace } from '@ejazz/platform/tracing/traceparent';
import { isAnswer, noAnswer } from './is-answer';
import { NoAnswer } from './no-answer';
import type { Transport } from './transport';
import { untilAborted } from './until-aborted';

/** To a subgraph in this process, without HTTP and JSON in between. */
export const createInProcessTransport = (answer: AnswerInProcess): Transport => ({
  async send({ query, variables, operationName, viewer, caller }, { signal }) {
    const request = { query, variables, operationName, viewer, client: caller, requestId: currentRequestId() ?? '', trace: currentTrace(), signal };
    const answered = answer(request).catch((error: unknown) => {
      throw new NoAnswer('unreachable', 'the subgraph in this process does not run', { cause: error });
    });
    const { status, result, statements } = await untilAborted(answered, signal);
    if (!isAnswer(status, result)) throw noAnswer(status, JSON.stringify(result));
    return { answer: result, statements };
  },
});
