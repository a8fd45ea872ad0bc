import { describe, expect, test } from 'vitest';
import { codeOf } from '../../src/domain/errors';
import type { ObjectStore } from '../../src/domain/object-store';
import { FAULTS, type Fault } from './faults';

/** How a server is asked to misbehave. */
interface Behaviour {
  full: boolean;
  ranges: boolean;
  delay: number;
  faults: Fault[];
}

interface Faulty {
  open(): ObjectStore;
  behaviour(): Behaviour;
  /** How often one request is tried where the server answers with errors of its own. */
  tries: number;
}

const failed = (work: Promise<unknown>) => work.then(() => 'no error', codeOf);

/** What goes wrong on the way to a server, and in it. */
export function describeFaults({ open, behaviour, tries }: Faulty): void {
  describe.each(FAULTS)('a server that %s', (fault) => {
    test('once: every verb goes through', async () => {
      const store = open();
      await store.put('a/c', new Blob(['old']));
      const once = () => behaviour().faults.push(fault);
      once();
      await store.put('a/b', new Blob(['hello']));
      once();
      await store.put('new/b', new Blob(['hello']));
      once();
      expect(await (await store.get('a/b'))?.text()).toBe('hello');
      once();
      expect(await (await store.get('a/b', { from: 1, to: 3 }))?.text()).toBe('el');
      once();
      expect(await store.get('a/x')).toBeNull();
      once();
      expect((await store.list('')).map(({ name }) => name)).toEqual(['a/b', 'a/c', 'new/b']);
      once();
      await store.remove('a/c');
      expect((await store.list('')).map(({ name }) => name)).toEqual(['a/b', 'new/b']);
      expect(behaviour().faults).toEqual([]);
    });

    test('again and again: is told', async () => {
      const store = open();
      await store.put('a/b', new Blob(['hello']));
      const always = () => behaviour().faults.splice(0, Infinity, ...Array<Fault>(2 * tries).fill(fault));
      const code = fault.startsWith('fails') ? 'carrier-failed' : 'carrier-cors';
      always();
      expect(await failed(store.get('a/b'))).toBe(code);
      always();
      expect(await failed(store.list('a/'))).toBe(code);
      always();
      expect(await failed(store.put('a/c', new Blob(['x'])))).toMatch(fault.endsWith('middle') ? /./ : code);
    });
  });

  test('a storage that knows nothing of ranges', async () => {
    const store = open();
    await store.put('a', new Blob(['0123456789']));
    behaviour().ranges = false;
    expect(await (await store.get('a', { from: 3, to: 7 }))?.text()).toBe('3456');
    expect(await (await store.get('a', { from: 12, to: 14 }))?.text()).toBe('');
  });

  test('a full one, which still gives what it has', async () => {
    const store = open();
    await store.put('a', new Blob(['x']));
    behaviour().full = true;
    expect(await failed(store.put('b', new Blob(['y'])))).toBe('carrier-full');
    expect(await store.list('')).toEqual([{ name: 'a', bytes: 1 }]);
  });

  test('a slow one, of which somebody has enough', async () => {
    const store = open();
    await store.put('a/b', new Blob(['x']));
    behaviour().delay = 5_000;
    for (const work of [
      (signal: AbortSignal) => store.put('a/c', new Blob(['y']), signal),
      (signal: AbortSignal) => store.get('a/b', undefined, signal),
      (signal: AbortSignal) => store.get('a/b', { from: 0, to: 1 }, signal),
    ]) {
      const stop = new AbortController();
      const ended = expect(work(stop.signal)).rejects.toHaveProperty('name', 'AbortError');
      setTimeout(() => stop.abort(), 50);
      const began = Date.now();
      await ended;
      expect(Date.now() - began).toBeLessThan(4_000);
    }
  });
}
