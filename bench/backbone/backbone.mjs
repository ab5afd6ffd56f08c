// What do events cost, and how soon are they there? `npm run build && node bench/backbone/backbone.mjs [postgres|redis]`: the whole house,
// its PostgreSQL and its client in one process, one engine after the other. Ratios hold from machine to machine, milliseconds do not.
import { startHouse } from '../house.mjs';
import { acknowledgedToWebsocket, allSent, commitToEffect, likesSettle, outboxCost } from './questions.mjs';

const ms = ({ median, p95 }) => `median ${median.toFixed(1)} ms, 95 % within ${p95.toFixed(1)} ms`;
const ratio = (cost) => `${cost.with.toFixed(0)} : ${cost.without.toFixed(0)} = ${cost.ratio.toFixed(2)}`;
const tell = (what, answer) => console.log(`  ${what.padEnd(68)} ${answer}`);
const likes = 16_000;

for (const engine of process.argv[2] ? [process.argv[2]] : ['postgres', 'redis']) {
  const { house, remove } = await startHouse(engine);
  try {
    console.log(`bus on ${engine}`);
    tell('like acknowledged -> joined event on the author’s websocket', ms(await acknowledgedToWebsocket(house, 150)));
    tell('commit -> effect committed at the other service', ms(await commitToEffect(house, 150)));
    const { committed, settled } = await likesSettle(house, likes);
    tell(`${likes} likes committed, settled`, `${committed.toFixed(1)} s, ${settled.toFixed(1)} s = ${(likes / settled).toFixed(0)} events/s`);
    const rounds = { rounds: 5, perRound: 250 };
    const whole = await outboxCost(house, { ...rounds, rest: () => house.post.backbone.settled() });
    tell('commits/s with the outbox : without it, effects in the same process', ratio(whole));
    // Who commits pays for writing and sending; the effects are another process's work.
    await house.notification.stop();
    tell('commits/s with the outbox : without it, effects elsewhere', ratio(await outboxCost(house, { ...rounds, rest: () => allSent(house) })));
  } finally {
    await remove();
  }
}
process.exit(0);
