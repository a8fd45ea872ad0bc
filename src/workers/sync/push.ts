import { getDevice, noteDevice, notePushed, readOutbox } from '../../library/in-storage';
import type { OutboxRow } from '../../library/rows';
import { readStamped } from '../../library/stamped';
import { putHead, putLog, stepsInOne } from '../../sync/log';
import type { Step } from '../../sync/schemas';
import { putState, type StateGroup } from '../../sync/state';
import { activityType } from './steps';
import type { Begun } from './work';

/** So many rows of the outbox are in memory at one time. */
const ROWS_AT_ONCE = 4000;

/** Sends what was done since the last time as objects of the log. */
export async function pushLog({ library, store, box, signer, signal }: Begun): Promise<void> {
  for (;;) {
    const rows = await readOutbox(library, ROWS_AT_ONCE);
    const device = await getDevice(library);
    if (rows.length === 0 || !device) return;
    const steps = stepsOf(rows);
    // The last one may go on behind what was read.
    if (rows.length === ROWS_AT_ONCE && steps.length > 1) steps.pop();
    const some = steps.slice(0, stepsInOne(steps));
    const stamps = new Set(some.map(({ t }) => t));
    const place = { seq: device.seq + 1, prev: device.prev, known: {} };
    const { digest, bytes } = await putLog(store, box, { signer, place, steps: some, signal });
    const { state } = device;
    await notePushed(
      library,
      rows.filter(({ t }) => stamps.has(t)),
      {
        seq: place.seq,
        prev: digest,
        state: state && { ...state, objects: state.objects + 1, bytes: state.bytes + bytes },
      },
    );
  }
}

/** What one person did at once is one step, however many rows of the outbox it has. */
function stepsOf(rows: readonly OutboxRow[]): Step[] {
  const steps = new Map<string, Step>();
  for (const { t, set, gone } of rows) {
    const step: Step = steps.get(t) ?? { t, what: '', by: '', set: {}, gone: [] };
    steps.set(t, step);
    for (const [table, changed] of Object.entries(set)) {
      const known = step.set[table] ?? {};
      for (const [id, cells] of Object.entries(changed)) known[id] = { ...known[id], ...cells };
      step.set[table] = known;
    }
    step.gone.push(...gone);
    Object.assign(step, activityType(set));
  }
  return [...steps.values()];
}

const MOST_LOG_BYTES = 4 * 1024 * 1024;
const MOST_LOG_OBJECTS = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether so much log lies behind the newest state that a new one is written: at most one a day. */
function isStateDue(state: NonNullable<Awaited<ReturnType<typeof getDevice>>>['state'] | undefined): boolean {
  if (!state) return true;
  const much = state.bytes > MOST_LOG_BYTES || state.objects > MOST_LOG_OBJECTS;
  return much && Date.now() - state.at > DAY_MS;
}

/** Writes everything as it is where that is due; what was done so far must be in the log. */
export async function putStateIfDue({ library, store, box, signer, signal }: Begun): Promise<void> {
  const device = await getDevice(library);
  if (!device || !isStateDue(device.state)) return;
  const at = Date.now();
  const groups: StateGroup[] = [];
  const { gone } = await readStamped(library, ({ rows, ...group }) => {
    const text = new Blob(rows.map((row) => `${JSON.stringify(row)}\n`));
    groups.push({ ...group, rows: rows.length, text });
  });
  const there = new Set(device.state?.parts.map(({ name }) => name));
  const covers = { [signer.device]: device.seq };
  const { parts } = await putState(store, box, { signer, at, covers, gone, groups, there, signal });
  const kept = parts.map(({ of, name, from, to }) => ({ of, name, from, to }));
  await noteDevice(library, { state: { at, parts: kept, objects: 0, bytes: 0 } });
}

/** Says how far this device is: last of all. */
export async function pushHead({ library, store, box, signer, client }: Begun): Promise<void> {
  const device = await getDevice(library);
  if (device) await putHead(store, box, signer.device, { seq: device.seq, read: {}, at: Date.now(), client });
}
