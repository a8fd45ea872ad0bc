import { afterEach, beforeEach, expect, test } from 'vitest';
import { told } from '../../tests/support/told';
import { DEFAULT_FIELDS } from '../domain/default-fields';
import { newId } from '../domain/ids';
import { type OpenLibrary, openLibrary } from '../library/db';
import { editAssets } from '../library/edit';
import { deleteAssets } from '../library/trash';
import { createIntake } from './pipeline';

/** What a sidecar says of what is in the library already: when it is news, and when nobody can tell what it is about. */
let library: OpenLibrary;
beforeEach(async () => {
  library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
});
afterEach(() => library.db.delete());

const fileOf = (text: string, path: string) => ({ file: new File([text], path.split('/').at(-1) ?? ''), path });
const photo = (path = 'photo.bin', text = 'bytes') => fileOf(text, path);
const xmp = (path: string, title: string, more = '') =>
  fileOf(
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" dc:title="${title}" ${more}/></rdf:RDF>`,
    path,
  );

async function add(...files: ReturnType<typeof fileOf>[]) {
  const intake = createIntake(library, { onChange: () => {}, fields: () => DEFAULT_FIELDS });
  await intake.add(files);
  await intake.idle();
  await intake.finish();
  return intake.rows.map(({ name, status, said }) => [name, status, said && (said.edit?.fields ?? 'nothing new')]);
}

const set = (value: string) => ({ type: 'set', value });

test('beside bytes that are known: what it says and the asset does not, unless that was known and changed here', async () => {
  await add(photo(), xmp('photo.xmp', 'Harbour'));
  expect(await add(photo(), xmp('photo.xmp', 'Harbour'))).toEqual([['photo.bin', 'known', undefined]]);
  expect(await add(photo(), xmp('photo.xmp', 'Harbour', 'photoshop:Headline="Boats"'))).toEqual([
    ['photo.bin', 'known', { headline: set('Boats') }],
  ]);
  const [asset] = await library.db.assets.toArray();
  const edit = { fields: { title: { type: 'set' as const, value: 'By hand' } }, categories: null };
  await editAssets(library, asset ? [asset.id] : [], edit, { deed: told('edited') });
  expect(await add(photo(), xmp('photo.xmp', 'Harbour'))).toEqual([['photo.bin', 'known', undefined]]);
  expect(await add(photo(), xmp('photo.xmp', 'Port'))).toEqual([['photo.bin', 'known', { title: set('Port') }]]);
});

test('alone: the one living file that has the name, with or without its ending, in any case', async () => {
  await add(photo('Photo.BIN'), fileOf('other', 'other.bin'), photo('other.txt', 'third'));
  expect(
    await add(
      xmp('photo.xmp', 'Stem'),
      xmp('sub/PHOTO.bin.XMP', 'Whole'),
      xmp('other.xmp', 'Of two'),
      xmp('stranger.xmp', 'Nobody'),
      fileOf('<no xmp', 'photo.bin.xmp'),
      fileOf('{"photo": 1}', 'photo.bin.json'),
    ),
  ).toEqual([
    ['photo.xmp', 'known', { title: set('Stem') }],
    ['PHOTO.bin.XMP', 'known', { title: set('Whole') }],
    ['other.xmp', 'ready', undefined],
    ['stranger.xmp', 'ready', undefined],
    ['photo.bin.xmp', 'ready', undefined],
    ['photo.bin.json', 'ready', undefined],
  ]);
  const asset = await library.db.assets.filter(({ fileName }) => fileName === 'Photo.BIN').first();
  await deleteAssets(library, asset ? [asset.id] : []);
  expect(await add(xmp('photo.xmp', 'Of what is deleted'))).toEqual([['photo.xmp', 'ready', undefined]]);
});
