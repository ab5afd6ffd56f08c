import { createHash } from 'node:crypto';

/** What stands for a user name in events: whoever reads a name finds its person by it, and no name travels. */
export const handleDigest = (username: string): string => createHash('sha256').update(username.toLowerCase()).digest('base64url');
