import { gatewaySettings } from '@ejazz/gateway/env';
import type { Settings } from '@ejazz/platform/env/define-env';
import { serviceNames } from '../services/service-names';
import { services } from '../services/services';

export interface ProcessDefinition {
  readonly settings: Settings;
  /** The compiled file that runs it, from the project's root. */
  readonly main: string;
}

export const processNames = ['gateway', ...serviceNames] as const;
export type ProcessName = (typeof processNames)[number];

/** The processes that Ejazz runs as when it runs apart. */
export const processes = Object.fromEntries(processNames.map((name) => [name, definitionOf(name)])) as Readonly<
  Record<ProcessName, ProcessDefinition>
>;

function definitionOf(name: ProcessName): ProcessDefinition {
  if (name === 'gateway') return { settings: gatewaySettings, main: 'gateway/dist/main.js' };
  return { settings: services[name].settings, main: `subgraphs/${name}/dist/main.js` };
}
