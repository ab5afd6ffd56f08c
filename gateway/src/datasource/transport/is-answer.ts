import type { SubgraphAnswer } from '../subgraph-answer';
import { NoAnswer } from './no-answer';

const overloaded: readonly number[] = [502, 503, 504];

/** A refusal of the gateway's own request (of its viewer, of its document) is no answer; a refused custom scalar of the client's is. */
export function isAnswer(status: number, answer: unknown): answer is SubgraphAnswer {
  if (typeof answer !== 'object' || answer === null) return false;
  const { data, errors } = answer as SubgraphAnswer;
  if (status === 200) return data !== undefined || (Array.isArray(errors) && errors.length > 0);
  return status === 400 && Array.isArray(errors) && errors.length > 0 && errors.every(({ extensions }) => extensions?.code === 'BAD_USER_INPUT');
}

/** Why it is none; `text` is what came instead. */
export function noAnswer(status: number, text: string): NoAnswer {
  const message = `HTTP ${status}: ${text.slice(0, 500)}`;
  if (overloaded.includes(status)) return new NoAnswer('unreachable', message);
  return new NoAnswer(status >= 400 && status < 500 ? 'refused' : 'garbage', message);
}
