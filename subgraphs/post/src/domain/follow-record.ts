import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Tx } from '../deps';

export interface FollowState {
  readonly followerId: string;
  readonly followeeId: string;
  readonly active: boolean;
  readonly version: number;
}

export const recordFollows = (tx: Tx, follows: readonly FollowState[]): Promise<FollowState[]> =>
  keepLatest(tx, 'follow', ['followerId', 'followeeId'], follows);
