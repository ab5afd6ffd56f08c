import { demoGuides, demoPassword } from '@ejazz/demo/world';

/** The gateway's CONSOLE_PEOPLE for the demo world. */
export const consolePeople = (): string =>
  demoGuides.map(({ username, isModerator }) => `${username}:${demoPassword}${isModerator ? ':moderator' : ''}`).join(',');
