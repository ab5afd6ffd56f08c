import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Of zxcvbn's 0 to 4: more than 10^6 guesses, out of reach of whoever has to ask us for each. */
const enough = 2;

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Its dictionaries are large, so they are read when the first password is judged. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  return new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
}

/** Whether a password takes enough guesses, for somebody who knows these facts of the person. */
export async function isHardToGuess(password: string, facts: readonly string[]): Promise<boolean> {
  estimator ??= load();
  return (await estimator).check(password, [...facts]).score >= enough;
}
