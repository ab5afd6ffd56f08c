import { type Keeper, startKeeper } from './keeper';

declare global {
  var ejazzTestPostgres: Keeper | undefined;
}

/** Jest's globalSetup. Interrupted runs clean up too: jest calls no teardown then. */
export default async function setup(): Promise<void> {
  const keeper = await startKeeper();
  globalThis.ejazzTestPostgres = keeper;
  process.env.EJAZZ_TEST_POSTGRES = keeper.address;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      keeper.stop().finally(() => process.exit(130));
    });
  }
}
