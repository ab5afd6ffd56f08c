import { existsSync, realpathSync, rmSync } from 'node:fs';
import { layout } from './data-folder';
import { takeOwnership } from './owner-lock';
import { stopOrphan } from './postmaster';

/** Throws a cluster away, data and passwords; refused while another Ejazz runs on it. */
export async function clearCluster(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const at = layout(realpathSync(folder));
  const release = await takeOwnership(at.owner, at.folder);
  try {
    await stopOrphan(at);
    for (const kept of [at.data, at.running, at.superuserPassword, at.rolePasswords, at.log]) rmSync(kept, { recursive: true, force: true });
  } finally {
    release();
  }
}
