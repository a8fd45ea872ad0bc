import { signal } from '@preact/signals';

type JobStatus = 'running' | 'done' | 'failed' | 'cancelled';

/** Work that goes on while the person does something else: a row of region "Jobs". */
export interface Job {
  id: number;
  name: string;
  status: JobStatus;
  done: number;
  /** 0 while it is not known. */
  total: number;
  /** A few words besides the bar ("26 of 40", "1 could not be read"). */
  detail: string;
  cancel: (() => void) | null;
  retry: (() => void) | null;
  /** Saves what was made, again. */
  save: (() => void) | null;
  /** Opens what shows this work in full. */
  open: (() => void) | null;
  /** Called when the person takes the row away. */
  onDismiss: (() => void) | null;
}

export const jobs = signal<readonly Job[]>([]);

let nextId = 1;

export interface JobHandle {
  readonly id: number;
  update(change: Partial<Omit<Job, 'id'>>): void;
  remove(): void;
}

export function addJob(job: Partial<Job> & { name: string }): JobHandle {
  const id = nextId++;
  const blank: Job = {
    id,
    name: '',
    status: 'running',
    done: 0,
    total: 0,
    detail: '',
    cancel: null,
    retry: null,
    save: null,
    open: null,
    onDismiss: null,
  };
  jobs.value = [...jobs.value, { ...blank, ...job, id }];
  return {
    id,
    update: (change) => {
      jobs.value = jobs.value.map((each) => (each.id === id ? { ...each, ...change } : each));
    },
    remove: () => {
      jobs.value = jobs.value.filter((each) => each.id !== id);
    },
  };
}

export function dismissJob(id: number): void {
  const job = jobs.peek().find((each) => each.id === id);
  jobs.value = jobs.value.filter((each) => each.id !== id);
  job?.onDismiss?.();
}

/** Whether anything would be lost by leaving the page. */
export function workIsRunning(): boolean {
  return jobs.peek().some((job) => job.status === 'running');
}

/** Lets a function run at most so often, the last call always: for progress that comes faster than frames. */
export function throttled(work: () => void, everyMs = 250): () => void {
  let waiting = false;
  let last = 0;
  return () => {
    if (waiting) return;
    const wait = Math.max(0, last + everyMs - performance.now());
    waiting = true;
    setTimeout(() => {
      waiting = false;
      last = performance.now();
      work();
    }, wait);
  };
}
