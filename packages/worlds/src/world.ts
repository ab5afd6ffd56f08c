import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Cluster, createCluster } from '@ejazz/launcher/cluster/cluster';
import { processIdentity } from '@ejazz/launcher/cluster/os-process';
import { databaseUrls } from '@ejazz/launcher/cluster/provision-services';
import type { House } from '@ejazz/launcher/house/house';
import { serviceNames } from '@ejazz/launcher/services/service-names';
import { createSteps, type Steps } from '@ejazz/launcher/start/steps';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { causeEvent } from './cause-event';
import { createControl } from './control';
import { copyFolder } from './copy-folder';
import { clusterOptions, passwordsFile } from './grounds';
import { createMovedClock } from './moved-clock';
import { recordFile, writeRecord } from './world-folder';

export interface WorldOptions {
  readonly folder: string;
  readonly template: string;
  /** The gateway's port; the services take the following ones, and the control the one after them. */
  readonly port: number;
  readonly log: Logger;
}

/** Of a world's folder, what a reset throws away. */
const contents = ['postgres', 'media', 'secrets.json', 'demo.json'] as const;

/** An Ejazz of its own for one front end's tests: as the template is, on its own ports, with a clock and a control. */
export function createWorld({ folder, template, port, log }: WorldOptions): Service {
  const clock = createMovedClock();
  const key = randomBytes(24).toString('base64url');
  let cluster: Cluster | undefined;
  let house: House | undefined;

  const begin = async (): Promise<{ house: House; steps: Steps }> => {
    const steps = createSteps();
    for (const name of contents) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
    // Other processes copy while this one loads every service.
    const copies = contents.map((name) => copyFolder(join(template, name), join(folder, name)));
    const { houseIn } = await steps.measure('load', () => import('@ejazz/worlds/house-in'));
    await steps.measure('rest of copying', () => Promise.all(copies));
    clock.set(new Date());
    const ground = createCluster(clusterOptions(folder, log));
    cluster = ground;
    await steps.measure('postgres', () => ground.start());
    const begun = houseIn(folder, databaseUrls(ground.adminUrl, passwordsFile(folder)), { port, log, clock });
    house = begun;
    await steps.measure('services', () => begun.start());
    return { house: begun, steps };
  };
  const end = async () => {
    const [living, ground] = [house, cluster];
    house = undefined;
    cluster = undefined;
    await living?.stop();
    await ground?.stop();
  };

  const control = createControl({
    port: port + serviceNames.length + 1,
    key,
    clock,
    log,
    cause: (name, payload) => (house ? causeEvent(house, name, payload) : Promise.resolve({ status: 503, error: 'The world is being reset.' })),
    reset: async () => {
      await end();
      await begin();
    },
  });
  return {
    name: 'world',
    async start() {
      const begun = await begin();
      await control.start();
      const record = { name: basename(folder), pid: process.pid, identity: processIdentity(process.pid) ?? '', url: begun.house.url };
      writeRecord(folder, { ...record, control: control.url, key, port, steps: begun.steps.taken });
    },
    async stop() {
      rmSync(recordFile(folder), { force: true });
      await control.stop();
      await end();
    },
  };
}
