import type { Service } from '../lifecycle/service';

/** Live hints between processes: quick, small, and not certain to arrive. Whoever gets one reads the truth from its own database. */
export interface PubSub extends Service {
  publish(channel: string, message: string): Promise<void>;
  /** Returns what ends the subscription. */
  subscribe(channel: string, listener: (message: string) => void): () => void;
  /** Called after a lost connection is back: hints may have been missed. Returns what ends it. */
  onResume(listener: () => void): () => void;
}
