import { randomInt } from 'node:crypto';
import type { Tx } from '../../deps';
import { hashToken } from '../session/session';

const count = 10;
/** Without what looks alike. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

const group = (): string => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
const normal = (code: string): string => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const hash = (userId: string, code: string): string => hashToken(`${userId}:${normal(code)}`);

/** New recovery codes in place of all old ones: `xxxxx-xxxxx`, 49 bits each. */
export async function renewCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: count }, () => `${group()}-${group()}`);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, hash: hash(userId, code) })) });
  return codes;
}

/** Uses a recovery code up; false if it is none. */
export async function takeCode({ recoveryCode }: Pick<Tx, 'recoveryCode'>, userId: string, code: string): Promise<boolean> {
  return (await recoveryCode.deleteMany({ where: { userId, hash: hash(userId, code) } })).count === 1;
}
