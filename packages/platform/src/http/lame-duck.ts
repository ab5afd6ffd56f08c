import { setting } from '../env/setting';

/** Longer than the gateway takes to ask its instances whether they are ready. */
export const lameDuckSetting = setting.integer(
  5_000,
  { min: 0, max: 300_000 },
  'milliseconds after SIGTERM in which everything is still answered, while /health/ready says that it stops: as long as balancers take to notice',
);
