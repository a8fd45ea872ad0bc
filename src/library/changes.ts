import type { AssetId } from '../domain/ids';

/** What a verb changed. Tabs and the catalogue worker read the rows again that are named here. */
export interface Change {
  /** Assets written or removed; null where there are too many to name. */
  assets?: AssetId[] | null;
  uploads?: true;
  categories?: true;
  notes?: true;
  collections?: true;
  shares?: true;
  carriers?: true;
  undo?: true;
  settings?: string;
}

type Listener = (change: Change) => void;

const channel = new BroadcastChannel('satchel-library');
const listeners = new Set<Listener>();

channel.onmessage = ({ data }: MessageEvent<Change>) => tell(data);

function tell(change: Change): void {
  for (const listener of listeners) listener(change);
}

/** Tells this thread, every other tab and every worker of this origin what was changed. Called after the commit. */
export function announce(change: Change): void {
  tell(change);
  channel.postMessage(change);
}

/** @returns a function that ends the listening */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
