import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoSize } from '@ejazz/demo/world';
import { projectRoot } from '@ejazz/launcher/project-root';

export interface TemplateOptions {
  /** Where worlds are kept. */
  readonly worlds: string;
  /** Fewer demo people than usual. */
  readonly size?: DemoSize | undefined;
}

/** The folder that worlds are copies of: databases with the demo people, and their pictures, at rest. Made when there is none of this schema. */
export async function provideTemplate({ worlds, size }: TemplateOptions): Promise<string> {
  const folder = join(worlds, `.template-${fingerprint(size)}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${randomUUID()}`;
  try {
    // Loaded only when needed: it brings every service along.
    const { sowTemplate } = await import('@ejazz/worlds/sow-template');
    await sowTemplate(draft, size);
    for (const name of readdirSync(worlds).filter((each) => /^\.template-\w+$/.test(each))) rmSync(join(worlds, name), { recursive: true });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true, maxRetries: 5 });
    // Somebody else has made it meanwhile.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Over all that a template's content depends on. */
function fingerprint(size: DemoSize | undefined): string {
  const hash = createHash('sha256').update(JSON.stringify(size ?? 'full'));
  for (const source of ['prisma', 'packages/demo/src', 'packages/worlds/src']) {
    const files = readdirSync(join(projectRoot, source), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.(sql|ts)$/.test(name) && !/(^|[\\/])(node_modules|dist)[\\/]/.test(name)).sort()) {
      hash.update(file).update(readFileSync(join(projectRoot, source, file)));
    }
  }
  return hash
    .update(readFileSync(join(projectRoot, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}
