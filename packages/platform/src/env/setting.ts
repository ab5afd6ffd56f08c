import { z } from 'zod';
import type { Setting } from './define-env';

const whole = (text: string) => (/^-?\d+$/.test(text) ? Number(text) : Number.NaN);

/** The kinds of setting a process can have. Every one has a default unless it is `required…`. */
export const setting = {
  port: (fallback: number, describe: string): Setting<number> => ({
    type: z
      .string()
      .default(String(fallback))
      .transform(whole)
      .refine((value) => value >= 0 && value <= 65535, 'expected a port, 0 to 65535'),
    describe,
  }),
  integer: (fallback: number, range: { min: number; max: number }, describe: string): Setting<number> => ({
    type: z
      .string()
      .default(String(fallback))
      .transform(whole)
      .refine((value) => value >= range.min && value <= range.max, `expected a whole number, ${range.min} to ${range.max}`),
    describe,
  }),
  text: (fallback: string, describe: string): Setting<string> => ({ type: z.string().default(fallback), describe }),
  oneOf: <const T extends readonly [string, ...string[]]>(values: T, fallback: T[number], describe: string): Setting<T[number]> => ({
    type: z
      .string()
      .default(fallback)
      .refine((value): value is T[number] => values.includes(value), `expected one of ${values.join(', ')}`),
    describe,
  }),
  flag: (fallback: boolean, describe: string): Setting<boolean> => ({
    type: z
      .string()
      .default(String(fallback))
      .refine((value) => value === 'true' || value === 'false', 'expected true or false')
      .transform((value) => value === 'true'),
    describe,
  }),
  optionalUrl: (describe: string): Setting<string | undefined> => ({
    type: z
      .string()
      .refine((value) => URL.canParse(value), 'expected a URL')
      .optional(),
    describe,
  }),
  url: (fallback: string, describe: string): Setting<string> => ({
    type: z
      .string()
      .default(fallback)
      .refine((value) => URL.canParse(value), 'expected a URL'),
    describe,
  }),
  requiredUrl: (describe: string): Setting<string> => ({
    type: z.string('expected a URL').refine((value) => URL.canParse(value), 'expected a URL'),
    describe,
  }),
  /** A connection string carries a password: never printed. */
  requiredDatabaseUrl: (describe: string): Setting<string> => ({
    type: z.string('expected postgresql://…').regex(/^postgres(ql)?:\/\//, 'expected postgresql://…'),
    describe,
    secret: true,
  }),
  optionalDatabaseUrl: (describe: string): Setting<string | undefined> => ({
    type: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'expected postgresql://…')
      .optional(),
    describe,
    secret: true,
  }),
  optionalRedisUrl: (describe: string): Setting<string | undefined> => ({
    type: z
      .string()
      .regex(/^rediss?:\/\//, 'expected redis://… or rediss://…')
      .optional(),
    describe,
    secret: true,
  }),
  optionalSecret: (describe: string): Setting<string | undefined> => ({
    type: z.string().min(32, 'expected at least 32 characters').optional(),
    describe,
    secret: true,
  }),
  optionalSmtpUrl: (describe: string): Setting<string | undefined> => ({
    type: z
      .string()
      .regex(/^smtps?:\/\//, 'expected smtp://… or smtps://…')
      .optional(),
    describe,
    secret: true,
  }),
  optionalCloudinaryUrl: (describe: string): Setting<string | undefined> => ({
    type: z
      .string()
      .regex(/^cloudinary:\/\/[^:@/]+:[^:@/]+@[\w-]+(\?.*)?$/, 'expected cloudinary://<key>:<secret>@<cloud>')
      .optional(),
    describe,
    secret: true,
  }),
  requiredSecret: (describe: string): Setting<string> => ({
    type: z.string('expected at least 32 characters').min(32, 'expected at least 32 characters'),
    describe,
    secret: true,
  }),
};
