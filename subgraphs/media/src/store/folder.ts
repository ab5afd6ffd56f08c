import { access, constants, mkdir } from 'node:fs/promises';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';

/** Makes sure that the folder is there and can be written to. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new ExplainedError(`The media service cannot keep files in ${folder}. Make it writable, or set MEDIA_DIR to another folder.`, { cause });
  }
}
