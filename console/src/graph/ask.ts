import { endpoint } from '../settings';
import type { Body } from './body';

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly milliseconds: number;
  /** Without the plan, which no other client asks for. */
  readonly bytes: number;
}

/** Who asks: gives a good access token, or none for anonymous visitors. */
export interface Asker {
  token(): Promise<string | undefined>;
  /** What to send in place of one that was refused. */
  renew(refused: string): Promise<string | undefined>;
}

export interface AskOptions {
  readonly plan?: boolean;
  readonly signal?: AbortSignal;
}

/** Asks over HTTP. A token that is refused is renewed once: its session may have been told to end a moment ago. */
export async function ask(operation: Operation, asker: Asker, options: AskOptions = {}): Promise<Answer> {
  const token = await asker.token();
  const answer = await post(operation, token, options);
  if (answer.status !== 401 || token === undefined) return answer;
  const renewed = await asker.renew(token);
  return renewed === undefined ? answer : post(operation, renewed, options);
}

async function post(operation: Operation, token: string | undefined, { plan = false, signal }: AskOptions): Promise<Answer> {
  const begun = performance.now();
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(plan ? { 'x-ejazz-plan': '1' } : {}),
    },
    body: JSON.stringify(operation),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  const milliseconds = performance.now() - begun;
  const body = bodyOf(text);
  return { status: response.status, body, milliseconds, bytes: bytesIn(text) - bytesIn(JSON.stringify(body.extensions?.executedPlan) ?? '') };
}

const bytesIn = (text: string): number => new TextEncoder().encode(text).length;

function bodyOf(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return { errors: [{ message: text || 'The answer is empty.' }] };
  }
}
