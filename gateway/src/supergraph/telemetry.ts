/**
 * @apollo/gateway reports to Apollo unless the environment says no, which it reads when a gateway is made.
 * Here it says no unless the operator says otherwise.
 */
export function withoutTelemetry<T>(make: () => T): T {
  // biome-ignore lint/style/noProcessEnv: the library's only switch.
  process.env.APOLLO_TELEMETRY_DISABLED ??= '1';
  return make();
}
