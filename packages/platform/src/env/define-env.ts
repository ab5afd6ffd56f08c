import type { z } from 'zod';

/** One setting of a process: how its text is read, and what it means. */
export interface Setting<T> {
  readonly type: z.ZodType<T>;
  readonly describe: string;
  /** Secrets are never printed and have no usable default in production. */
  readonly secret?: boolean;
  /** The setting that makes this one dispensable: one of the two has to be there. */
  readonly unless?: string;
}

export type Settings = Record<string, Setting<unknown>>;
export type Env<S extends Settings> = { readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never };
export type EnvSource = Readonly<Record<string, string | undefined>>;

/** Thrown at start-up with every fault of the environment at once. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
  constructor(readonly faults: readonly string[]) {
    super(`The settings are not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Absent settings take their default; malformed ones are refused, all of them in one error. */
export function readEnv<S extends Settings>(settings: S, source: EnvSource): Env<S> {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settings)) {
    const text = source[name] === '' ? undefined : source[name];
    const parsed = setting.type.safeParse(text);
    if (text === undefined && setting.unless && !source[setting.unless]) {
      faults.push(`${name} is not set, nor is ${setting.unless}: expected one of them (${setting.describe})`);
    } else if (parsed.success) values[name] = parsed.data;
    else faults.push(describeFault(name, setting, text, parsed.error));
  }
  if (faults.length > 0) throw new EnvError(faults);
  return values as Env<S>;
}

function describeFault(name: string, setting: Setting<unknown>, text: string | undefined, error: z.ZodError): string {
  const reason = error.issues.map((issue) => issue.message).join('; ');
  const given = text === undefined ? 'is not set' : setting.secret ? 'is malformed' : `is "${text}"`;
  return `${name} ${given}: ${reason} (${setting.describe})`;
}
