/** A readiness check: what was to be done on the engine is done, and it answers. */
export const probed = (isUp: () => boolean, reach: () => Promise<unknown>) => async (): Promise<void> => {
  if (!isUp()) throw new Error('not there yet');
  await reach();
};
