import { effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import { type Change, onChange } from '../library/changes';
import { libraryState } from './library';

/** Where the value of a live signal comes from. */
interface Source<T> {
  read: () => Promise<T>;
  /** Whether a change, made in any tab, makes what was read old. */
  dependsOn: (change: Change) => boolean;
  /** What it is read by, where another value of that asks for another reading: the page that is open. */
  by?: ReadonlySignal<unknown>;
  /** How long the next reading waits for, in milliseconds, by how long the last took: for what changes with every file. */
  rest?: (tookMs: number) => number;
}

/** A signal that can also be read again by whoever waits for what they wrote. */
export interface LiveSignal<T> extends ReadonlySignal<T> {
  /** Settles when what is there now was read. @throws what reading throws */
  again(): Promise<void>;
}

/** Whether the first rows are on the screen: nothing is read beside them. */
const mayRead = signal(false);

/** From now on live signals read what somebody looks at. */
export function beginReading(): void {
  mayRead.value = true;
}

/**
 * What the library has of something, as a signal: read when somebody begins to look at it, read again with each change that it
 * depends on, and left alone when nobody looks any more. An answer to an older question never comes after a newer one's.
 * What goes wrong while reading is told by the last net (state/run.ts), and what was shown stays.
 * @param initial what it is until it was read for the first time
 * @param onLeft called when nobody looks at it any more
 */
export function live<T>(initial: T, source: Source<T>, onLeft: () => void = () => {}): LiveSignal<T> {
  const { read, dependsOn, by, rest } = source;
  let turn = 0;
  const again = async () => {
    turn++;
    const mine = turn;
    const value = await read();
    if (mine === turn) shown.value = value;
  };
  const look = rest ? rested(again, rest) : again;
  let leave = () => {};
  const shown: Signal<T> = signal(initial, {
    watched() {
      const endChanges = onChange((change) => {
        if (isReadable() && dependsOn(change)) void look();
      });
      const endReading = untracked(() =>
        effect(() => {
          by?.value;
          if (isReadable()) untracked(() => void look());
        }),
      );
      leave = () => {
        endChanges();
        endReading();
      };
    },
    unwatched() {
      leave();
      // What is still being read is for nobody.
      turn++;
      onLeft();
    },
  });
  return Object.assign(shown, { again });
}

const isReadable = () => mayRead.value && libraryState.value.type === 'open';

/** Work that rests after each time; what is asked for meanwhile is done once, after the rest. */
function rested(work: () => Promise<void>, rest: (tookMs: number) => number): () => Promise<void> {
  let resting = false;
  let due = false;
  const once = async (): Promise<void> => {
    if (resting) {
      due = true;
      return;
    }
    resting = true;
    due = false;
    const started = performance.now();
    try {
      await work();
    } finally {
      setTimeout(
        () => {
          resting = false;
          if (due) void once();
        },
        rest(performance.now() - started),
      );
    }
  };
  return once;
}

/**
 * Live signals by a key: the notes of each asset that is shown. One is kept for a key while somebody looks at it.
 * @returns the signal of a key
 */
export function liveBy<K, T>(initial: T, sourceOf: (key: K) => Source<T>): (key: K) => LiveSignal<T> {
  const kept = new Map<K, LiveSignal<T>>();
  return (key) => {
    const known = kept.get(key);
    if (known) return known;
    const made = live(initial, sourceOf(key), () => kept.delete(key));
    kept.set(key, made);
    return made;
  };
}

/** Keeps live signals in step from now on, whether they are on the screen or not. */
export function keepInStep(...all: readonly ReadonlySignal<unknown>[]): void {
  for (const each of all) each.subscribe(() => {});
}
