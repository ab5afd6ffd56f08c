import type { TestPage } from '@ejazz/testing/browser/browser';
import type { Locator, Page } from 'playwright-core';

/** The console as its user sees it. */
export interface ConsolePage extends TestPage {
  be(person: string): Promise<void>;
  /** Opens a saved operation; its variables are filled in when this resolves. */
  open(operation: string): Promise<void>;
  run(): Promise<void>;
  /** What the answer's pane shows as text. */
  readonly answer: Locator;
  /** Presses a button of the bar that small screens have. */
  look(at: 'Saved' | 'Editor' | 'Answer' | 'Live' | 'Docs'): Promise<void>;
}

export function consolePage(opened: TestPage): ConsolePage {
  const { page } = opened;
  return {
    ...opened,
    answer: page.getByRole('region', { name: 'Answer' }),
    async be(person) {
      await page.getByRole('button', { name: /^You are/ }).click();
      await page.getByRole('dialog', { name: 'Be somebody else' }).getByRole('button', { name: person }).click();
      await page.getByRole('button', { name: `You are ${person}` }).waitFor();
    },
    async open(operation) {
      await page.getByRole('button', { name: new RegExp(`^${operation} (query|mutation|subscription)$`) }).click();
      await page.getByRole('region', { name: 'Operation' }).getByText(operation).first().waitFor();
      await filledIn(page);
    },
    run: () => page.getByRole('button', { name: /^(Run|Subscribe)$/ }).click(),
    look: (at) => page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: at }).click(),
  };
}

/** Ids and names of the world that there is come by a question of their own. */
const filledIn = (page: Page): Promise<void> => page.locator('.variables[aria-busy="false"]').waitFor();
