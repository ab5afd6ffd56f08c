import { setting } from '../env/setting';
import { lameDuckSetting } from '../http/lame-duck';
import { logLevels } from '../log/logger';

/** The settings that every subgraph has. */
export const subgraphSettings = (port: number) => ({
  PORT: setting.port(port, 'port of this service'),
  HOST: setting.text('127.0.0.1', 'address to listen on'),
  LAME_DUCK_MS: lameDuckSetting,
  LOG_LEVEL: setting.oneOf(logLevels, 'info', 'least severe level that is logged'),
  DATABASE_URL: setting.requiredDatabaseUrl("connection string of this service's own database"),
  DATABASE_POOL: setting.integer(5, { min: 1, max: 50 }, 'most connections this process holds to its database'),
  MIGRATE_ON_START: setting.flag(false, 'apply pending migrations when started as a process of its own, instead of refusing to start'),
  BUS_URL: { ...setting.optionalDatabaseUrl('connection string of the bus database: queues and live hints'), unless: 'REDIS_URL' },
  REDIS_URL: setting.optionalRedisUrl('Redis for queues and live hints, in place of the bus database'),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting.optionalUrl(
    'OTLP/HTTP collector that traces are sent to, such as http://127.0.0.1:4318; absent: none are made',
  ),
  VIEWER_KEY: setting.requiredSecret('key shared with the gateway, which signs who asks'),
});
