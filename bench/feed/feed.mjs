// What does the feed cost? `npm run build && node bench/feed/feed.mjs [fan-out|pages|home-page]`: the writing of entries beside a bare INSERT of
// the same rows, a reader's pages in small and large networks, and the whole home page through the gateway.
const questions = process.argv[2] ? [process.argv[2]] : ['fan-out', 'pages', 'home-page'];
for (const name of questions) {
  const { answer } = await import(`./${name}.mjs`);
  console.log(name);
  await answer((what, said) => console.log(`  ${what.padEnd(74)} ${said}`));
}
process.exit(0);
