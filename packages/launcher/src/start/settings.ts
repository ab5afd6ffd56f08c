import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Env, EnvError, type EnvSource, readEnv } from '@ejazz/platform/env/define-env';
import { setting } from '@ejazz/platform/env/setting';
import { logLevels } from '@ejazz/platform/log/logger';

export const startSettings = {
  PORT: setting.integer(4000, { min: 1, max: 65_530 }, 'port of the gateway; the subgraphs take those that follow'),
  EJAZZ_DATA_DIR: setting.text('.ejazz', 'folder that everything is kept in'),
  EJAZZ_DEMO: setting.flag(true, 'load the demo people on the first start'),
  EJAZZ_FRESH: setting.flag(false, 'throw away what is kept and begin anew'),
  LOG_LEVEL: setting.oneOf(logLevels, 'warn', 'least severe log line to write'),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting.optionalUrl(
    'OTLP/HTTP collector that traces are sent to, such as http://127.0.0.1:4318; absent: none are made',
  ),
};

export type StartSettings = Env<typeof startSettings>;

export const usage = `npm start -- [flags]

  --port N         port of the gateway; the subgraphs take those that follow      PORT            4000
  --data-dir DIR   folder that everything is kept in                              EJAZZ_DATA_DIR  .ejazz
  --no-demo        start without the demo people                                  EJAZZ_DEMO      true
  --fresh          throw away what is kept and begin anew                         EJAZZ_FRESH     false
  --log-level L    least severe log line to write                                 LOG_LEVEL       warn
  --help           this text
`;

const flags = {
  port: { type: 'string' },
  'data-dir': { type: 'string' },
  'no-demo': { type: 'boolean' },
  fresh: { type: 'boolean' },
  'log-level': { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Flags win over the environment; undefined when only help was asked for. */
export function readStartSettings(args: readonly string[], source: EnvSource): StartSettings | undefined {
  const given = readFlags(args);
  if (given.help) return undefined;
  const settings = readEnv(startSettings, {
    ...source,
    ...(given.port === undefined ? {} : { PORT: given.port }),
    ...(given['data-dir'] === undefined ? {} : { EJAZZ_DATA_DIR: given['data-dir'] }),
    ...(given['no-demo'] ? { EJAZZ_DEMO: 'false' } : {}),
    ...(given.fresh ? { EJAZZ_FRESH: 'true' } : {}),
    ...(given['log-level'] === undefined ? {} : { LOG_LEVEL: given['log-level'] }),
  });
  return { ...settings, EJAZZ_DATA_DIR: resolve(settings.EJAZZ_DATA_DIR) };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new EnvError([`${error instanceof Error ? error.message : error} (npm start -- --help lists the flags)`]);
  }
}
