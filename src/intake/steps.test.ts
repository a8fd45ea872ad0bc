import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AssetId } from '../domain/ids';
import type { IntakeStatus } from './intake';
import { type RowEvent, type RowState, stepOf, type Work } from './steps';

const id = 'a1' as AssetId;
const SAID = { labels: [], applied: false } as unknown as RowState['said'];
const fresh = (status: IntakeStatus, more: Partial<RowState> = {}): RowState => ({
  status,
  failure: null,
  assetId: null,
  existingId: null,
  ...more,
});

const ROWS: Record<string, RowState> = {
  waiting: fresh('waiting'),
  reading: fresh('reading'),
  known: fresh('known', { existingId: id, said: SAID }),
  stored: fresh('stored', { assetId: id }),
  ready: fresh('ready', { assetId: id }),
  failed: fresh('failed', { failure: 'vanished' }),
  'failed in the library': fresh('failed', { failure: 'damaged', assetId: id }),
  stopped: fresh('stopped'),
};

const known = { type: 'known', existingId: id, mended: false, said: undefined, cameBefore: false } as const;
const EVENTS: Record<string, RowEvent> = {
  begun: { type: 'begun' },
  'arrived, new': { type: 'arrived', asset: { id, state: 'stored', failure: null } },
  'arrived as a twin': { type: 'arrived', asset: { id, state: 'ready', failure: null } },
  known,
  'came before': { ...known, cameBefore: true },
  'came before, and mended': { ...known, cameBefore: true, mended: true },
  failed: { type: 'failed', failure: 'no-room' },
  stopped: { type: 'stopped' },
  wanted: { type: 'wanted' },
  lost: { type: 'lost' },
  versioned: { type: 'versioned', asset: { state: 'stored', failure: null } },
  'not versioned': { type: 'not-versioned', failure: 'no-room' },
  retried: { type: 'retried', hasFile: true, isNoted: true },
  'retried, not noted': { type: 'retried', hasFile: true, isNoted: false },
  'retried without its file': { type: 'retried', hasFile: false, isNoted: true },
  'looks again': { type: 'looks-again' },
  looked: { type: 'looked', failure: null },
  'looked in vain': { type: 'looked', failure: 'damaged' },
  'taken off': { type: 'taken-off' },
};

/** Of each row, what each event makes of it: the status, and the work after ">". What is not named changes nothing. */
const TABLE: Record<string, Record<string, string>> = {
  waiting: { begun: 'reading', stopped: 'stopped' },
  reading: {
    'arrived, new': 'stored > look',
    'arrived as a twin': 'ready',
    known: 'known',
    'came before': 'reading > forget',
    'came before, and mended': 'known',
    failed: 'failed',
    stopped: 'stopped',
  },
  known: {
    wanted: 'waiting > read-anyway',
    lost: 'waiting > read',
    versioned: 'stored > look',
    'not versioned': 'known',
  },
  stored: { looked: 'ready', 'looked in vain': 'failed' },
  ready: {},
  failed: {
    retried: 'waiting > read',
    'retried, not noted': 'failed > note',
    'taken off': 'failed > forget',
  },
  'failed in the library': {
    retried: 'failed > look-again',
    'retried, not noted': 'failed > look-again',
    'retried without its file': 'failed > look-again',
    'looks again': 'stored',
  },
  stopped: { 'taken off': 'stopped > forget' },
};

const cases = Object.keys(ROWS).flatMap((row) => Object.keys(EVENTS).map((event) => [row, event] as const));

describe('what may happen to a file', () => {
  test.each(cases)('%s: %s', (of, name) => {
    const row = ROWS[of] as RowState;
    const step = stepOf(row, EVENTS[name] as RowEvent);
    const told = step && [step.change.status ?? row.status, step.work].filter(Boolean).join(' > ');
    expect(told).toBe(TABLE[of]?.[name]);
  });

  test('reasons go with what they were of, and what a sidecar says with the asset that it was said of', () => {
    const after = (row: RowState | undefined, event: RowEvent | undefined): Partial<RowState> => ({
      ...row,
      ...(row && event && stepOf(row, event)?.change),
    });
    expect(after({ ...fresh('waiting'), failure: 'vanished' }, EVENTS.begun)).toMatchObject({ failure: null });
    expect(after(ROWS.failed, EVENTS.retried)).toMatchObject({ failure: null });
    expect(after(ROWS.reading, EVENTS.failed)).toMatchObject({ failure: 'no-room', assetId: null });
    expect(after(ROWS.known, EVENTS.wanted)).toMatchObject({ existingId: null, said: undefined });
    expect(after(ROWS.known, EVENTS.lost)).toMatchObject({ existingId: null, said: undefined, mended: false });
    expect(after(ROWS.known, EVENTS.versioned)).toMatchObject({ assetId: id, existingId: id });
    expect(after(ROWS.known, { type: 'versioned', asset: undefined })).toMatchObject({ status: 'ready', assetId: id });
    expect(after(ROWS.known, EVENTS['not versioned'])).toMatchObject({ failure: 'no-room' });
    expect(after(ROWS.known, { type: 'applied' })).toMatchObject({ said: { applied: true } });
    expect(stepOf(ROWS.ready as RowState, { type: 'applied' })).toBeUndefined();
  });
});

/** What may be going on with one file: the driver hands in only what can have happened. */
const DRIVER: Record<Work, string> = {
  read: 'queue',
  'read-anyway': 'queue',
  look: 'look',
  'look-again': 'look-again',
  note: 'gone',
  forget: 'gone',
};

test('whatever happens, in whatever order: no bytes are stored twice, nothing is read twice at once, nothing stays busy', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(EVENTS)), { maxLength: 60 }), (names) => {
      let row = fresh('waiting');
      let going: string | null = 'queue';
      let stored = 0;
      for (const name of names) {
        const event = EVENTS[name] as RowEvent;
        // What a reader or the engine tells comes only while one is at it.
        const ofReader = ['arrived', 'known', 'failed'].includes(event.type);
        if (event.type === 'begun' ? going !== 'queue' : ofReader && going !== 'reader') continue;
        if (event.type === 'looked' && going !== 'look') continue;
        if (event.type === 'looks-again' && going !== 'look-again') continue;
        const step = stepOf(row, event);
        if (!step) continue;
        if (event.type === 'arrived') stored++;
        const before: string | null = going;
        row = { ...row, ...step.change };
        if (step.work === 'read' || step.work === 'read-anyway') expect(before).toBeNull();
        going = step.work ? (DRIVER[step.work] ?? null) : null;
        if (event.type === 'begun') going = 'reader';
        if (event.type === 'looks-again') going = 'look';
        if (event.type === 'not-versioned' || event.type === 'applied') going = before;
        if (going === 'gone') return;
        // Busy is what somebody works at, and nothing else.
        expect(row.status === 'waiting').toBe(going === 'queue');
        expect(row.status === 'reading').toBe(going === 'reader');
        expect(row.status === 'stored').toBe(going === 'look');
        expect(stored).toBeLessThanOrEqual(1);
        expect(row.assetId !== null).toBe(stored === 1 || (row.existingId !== null && row.status !== 'known'));
      }
    }),
    { numRuns: 2000 },
  ));
