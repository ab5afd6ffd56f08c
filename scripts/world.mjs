// npm run world: test worlds, for development alone: see docs/test-worlds.md.
import worlds from '../packages/worlds/dist/command-line.js';
import commands from '../packages/worlds/dist/commands.js';
import folders from '../packages/worlds/dist/world-folder.js';
import { main } from './environment.mjs';
import { root } from './workspace.mjs';

await main(async (args) => {
  const folder = folders.worldsFolder(root, process.env.EJAZZ_DATA_DIR);
  console.log(await worlds.runWorldCommand(args, commands.openWorlds(folder)));
});
