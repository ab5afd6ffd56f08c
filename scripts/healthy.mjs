// A container's health check: ends with 0 when the process in it is ready.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
