import type { Service } from '../lifecycle/service';

/** Live hints between processes: quick, small, and not certain to arrive. Whoever gets one reads the truth from its own database. */
export interface PubSub extends Service {
  /** Resolves when the engine has taken it, or is away. A message of more than 7900 bytes is refused: send an id. */
  publish(channel: string, message: string): Promise<void>;
  /** Returns what ends the subscription. */
  subscribe(channel: string, listener: (message: string) => void): () => void;
  /** Called after a lost connection is back, or a missing one there: hints may have been missed. Returns what ends it. */
  onResume(listener: () => void): () => void;
}
