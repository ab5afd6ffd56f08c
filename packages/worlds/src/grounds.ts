import { join } from 'node:path';
import type { ClusterOptions } from '@ejazz/launcher/cluster/cluster';
import type { Logger } from '@ejazz/platform/log/logger';

/** What a world's folder holds: `postgres/`, `media/`, `secrets.json`; the same in a template. */
const postgresIn = (folder: string): string => join(folder, 'postgres');

/** A world may be thrown away at any time, so it need not outlive a power cut. */
export const clusterOptions = (folder: string, log: Logger): ClusterOptions => ({ folder: postgresIn(folder), port: 0, log, durable: false });

export const passwordsFile = (folder: string): string => join(postgresIn(folder), 'role-passwords.json');
