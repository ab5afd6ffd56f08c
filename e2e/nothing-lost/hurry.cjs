// Required before a service's own file: the same process, only that it looks sooner after what a crash has lost. A test cannot wait minutes.
const { backboneSettings } = require('@ejazz/platform/backbone/settings');

Object.assign(backboneSettings, {
  lockMs: 3_000,
  sweepMs: 1_000,
  resendAfterMs: 2_000,
  resendAtMostMs: 6_000,
  outageBackOff: { first: 100, most: 1_000 },
});
