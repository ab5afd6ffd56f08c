import type { Setting } from '@ejazz/platform/env/define-env';
import { z } from 'zod';
import { type OperationClass, operationClasses } from './operation-class';

/** So much within so long. */
export interface Policy {
  readonly points: number;
  readonly seconds: number;
}

export type Limited = OperationClass | 'COST';
export type Policies = ReadonlyMap<Limited, Policy>;

const limited: readonly Limited[] = [...operationClasses, 'COST'];
const usual = 'sign-in=25/300,sign-up=25/600,reset=10/600,upload=60/600,write=600/300,read=6000/300,cost=500000/300';

export const rateLimitsSetting: Setting<string> = {
  type: z
    .string()
    .default(usual)
    .refine((text) => policiesIn(text) !== undefined, `expected off, or a list such as ${usual}`),
  describe: 'operations, and cost, that one caller may ask for within so many seconds; a class that is not named has no limit; off: none',
};

/** What the setting says. */
export function policiesOf(text: string): Policies {
  return policiesIn(text) ?? new Map();
}

function policiesIn(text: string): Policies | undefined {
  if (text === 'off') return new Map();
  const entries = text.split(',').map((entry) => {
    const [, name = '', points, seconds] = /^ *([a-z-]+)=([1-9]\d{0,8})\/([1-9]\d{0,5}) *$/.exec(entry) ?? [];
    return [limited.find((known) => known === name.toUpperCase().replace('-', '_')), { points: Number(points), seconds: Number(seconds) }] as const;
  });
  return entries.every((entry): entry is [Limited, Policy] => entry[0] !== undefined) ? new Map(entries) : undefined;
}
