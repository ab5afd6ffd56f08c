/** Retries that may be spent: a tenth of the requests, and a reserve for quiet hours. When everything fails, retries do not double the load. */
export interface RetryBudget {
  /** A request was sent. */
  earn(): void;
  /** Takes one retry; false when there is none left. */
  spend(): boolean;
}

const reserve = 10;
const ratio = 0.1;

export function createRetryBudget(): RetryBudget {
  let left = reserve;
  return {
    earn() {
      left = Math.min(reserve, left + ratio);
    },
    spend() {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
