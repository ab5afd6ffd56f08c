import { hash, verify } from '@node-rs/argon2';

/** Keyboards compose the same characters differently. */
const normal = (password: string): string => password.normalize('NFKC');

/** argon2id with the library's defaults (OWASP's first choice: 19 MiB, two passes), parameters and salt included. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password));

let decoy: Promise<string> | undefined;

/** Takes as long for an unknown person (no hash) as for a wrong password. */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await decoy), normal(password));
  return matches && passwordHash !== undefined;
}
