import { beforeEach, describe, expect, test } from 'vitest';
import { go, type Route, route } from '../state/route';
import { COLLECTION_COMMANDS } from './collection';
import { ACTIONS, actionsAt } from './index';
import { printed } from './shortcuts';

const asset = { id: 'a', deletedAt: 0, finalisedAt: 1, versionCount: 2 } as never;
const deleted = { id: 'b', deletedAt: 5, finalisedAt: 1, versionCount: 2 } as never;

const openPage = async (page: Route) => {
  go(page);
  await expect.poll(() => route.value.page).toBe(page.page);
};
beforeEach(() => openPage({ page: 'assets' }));

describe('the list of commands', () => {
  test('each has a name and an id of its own', () => {
    const ids = [...ACTIONS, ...COLLECTION_COMMANDS].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { label } of ACTIONS) expect(label).toMatch(/^[A-Z]/);
  });

  test('no key means two things where both could be meant', () => {
    const meanings = new Map<string, string>();
    for (const { id, shortcuts, scope } of ACTIONS) {
      for (const shortcut of shortcuts) {
        for (const where of scope === null ? ['living', 'deleted', 'none'] : [scope]) {
          expect(meanings.get(`${where} ${shortcut}`), `${shortcut} of ${id}`).toBeUndefined();
          meanings.set(`${where} ${shortcut}`, id);
        }
      }
    }
  });

  test('keys are printed as they stand on a keyboard', () => {
    expect(['Mod+k', 'Mod+Shift+z', 'Delete', 'Shift+Delete', 'Escape', 'e', '?'].map(printed)).toEqual([
      'Ctrl+K',
      'Ctrl+Shift+Z',
      'Del',
      'Shift+Del',
      'Esc',
      'e',
      '?',
    ]);
  });
});

describe('what stands where', () => {
  const names = (of: readonly { label: string }[]) => of.map(({ label }) => label);

  test('at an asset, in this order', () => {
    expect(names(actionsAt('asset-buttons', asset))).toEqual(['Download', 'Add to collection']);
    expect(names(actionsAt('asset-menu', asset))).toEqual([
      'Edit',
      'Clone',
      'Upload new version',
      'Browse version history',
      'Duplicate metadata',
      'Add note',
      'Share',
      'Delete',
    ]);
  });

  test('at an asset that is seen above a page without assets, the same', async () => {
    await openPage({ page: 'uploads' });
    expect(names(actionsAt('asset-buttons', asset))).toEqual(['Download', 'Add to collection']);
    expect(actionsAt('selection-bar')).toEqual([]);
  });

  test('at an asset in Deleted', () => {
    expect(names(actionsAt('asset-buttons', deleted))).toEqual(['Restore', 'Delete permanently']);
    expect(actionsAt('asset-menu', deleted)).toEqual([]);
  });

  test('in the bar of the selection', async () => {
    expect(names(actionsAt('selection-bar'))).toEqual(['Download', 'Add to collection']);
    expect(names(actionsAt('selection-menu'))).toEqual(['Edit', 'Add note', 'Share', 'Delete']);
    await openPage({ page: 'deleted' });
    expect(names(actionsAt('selection-bar'))).toEqual(['Restore', 'Delete permanently']);
    expect(actionsAt('selection-menu')).toEqual([]);
  });
});
