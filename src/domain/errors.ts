/** Everything that can go wrong and that a person is told about. The words are in `describeError`. */
export const ERROR_CODES = [
  'empty-file',
  'vanished',
  'no-room',
  'ends-early',
  'damaged',
  'too-many-pixels',
  'out-of-memory',
  'too-slow',
  'read-too-slow',
  'stuck',
  'no-decoder',
  'codec-zstd',
  'codec-lzma',
  'codec-webp',
  'codec-old-jpeg',
  'codec-jpeg2000',
  'codec-jbig',
  'codec-lerc',
  'codec-png',
  'codec-jxl',
  'codec-other',
  'samples-not-read',
  'animation-only',
  'not-isolated',
  'profile-does-not-fit',
  'profile-gone',
  'profile-not-offered',
  'original-not-offered',
  'role-unknown',
  'worker-start',
  'library-closed',
  'library-cleared',
  'library-blocked',
  'library-refused',
  'library-newer',
  'missing-bytes',
  'stored-damaged',
  'no-room-previews',
  'save-refused',
  'no-room-there',
  'last-version',
  'asset-gone',
  'assets-gone',
  'version-gone',
  'note-gone',
  'category-gone',
  'category-circle',
  'collection-gone',
  'share-broken',
  'share-altered',
  'share-expired',
  'share-newer',
  'share-future',
  'share-key',
  'share-passphrase',
  'share-too-large',
  'share-gone',
  'carrier-cors',
  'carrier-clock',
  'carrier-name',
  'carrier-key',
  'carrier-denied',
  'carrier-full',
  'carrier-private',
  'carrier-failed',
  'carrier-unset',
  'carrier-moved',
  'carrier-still-there',
  'asset-deleted',
  'live-unsupported',
  'live-code',
  'live-unreachable',
  'live-ended',
  'live-garbage',
  'backup-none',
  'backup-newer',
  'backup-other',
  'backup-broken',
  'backup-missing',
  'backup-damaged',
  'backup-passphrase',
  'storage-key',
  'storage-none',
  'signing-refused',
  'unknown',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error with a code that survives a worker's border: Comlink carries only name and message. */
export class AppError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, options: { cause?: unknown; detail?: string } = {}) {
    super(options.detail ?? '', { cause: options.cause });
    this.code = code;
    this.name = `AppError:${code}`;
  }
}

/**
 * Whether somebody cancelled. Only the browser's own AbortError says so: the library's error of the same name is a transaction
 * that was aborted by its cause, a full disk for one.
 */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** The code of anything that was thrown, here or in a worker. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof AppError) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  const named = /^AppError:(.+)$/.exec(error.name)?.[1];
  const code = ERROR_CODES.find((known) => known === named);
  if (code) return code;
  const { cause } = error;
  return BY_NAME[error.name] ?? (cause instanceof Error && cause !== error ? codeOf(cause) : 'unknown');
}

/**
 * What lies in a file's own bytes: no second try changes it, so it is kept with them, and is true of every file with the
 * same bytes. Everything else passes (a disk that was full, a computer that slept, a script that did not load, bytes that
 * were damaged where they are kept): it is said, and tried again.
 */
const OF_THE_FILE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'empty-file',
  'ends-early',
  'damaged',
  'too-many-pixels',
  'no-decoder',
  'codec-zstd',
  'codec-lzma',
  'codec-webp',
  'codec-old-jpeg',
  'codec-jpeg2000',
  'codec-jbig',
  'codec-lerc',
  'codec-png',
  'codec-jxl',
  'codec-other',
  'samples-not-read',
  'animation-only',
]);

/** Whether a second try may go through. */
export const isPassing = (code: ErrorCode): boolean => !OF_THE_FILE.has(code);

/** Names that the browser's own exceptions carry (DOM, IndexedDB, File API), and a connection to the library that was closed. */
const BY_NAME: Record<string, ErrorCode | undefined> = {
  QuotaExceededError: 'no-room',
  NotFoundError: 'vanished',
  NotReadableError: 'vanished',
  DatabaseClosedError: 'library-closed',
  VersionError: 'library-newer',
};

/**
 * What happened and what can be done, as one or two sentences that follow the file's name.
 * @param downloadable whether whoever reads it can have the file as it is: then that is said, too
 */
export function describeError(code: ErrorCode, downloadable = false): string {
  const words = WORDS[code];
  return downloadable ? words.replace(KEPT, AND_TO_BE_HAD).replace(NOTHING_MADE, ONLY_THE_FILE) : words;
}

const KEPT = /kept as it is\.$/;
const AND_TO_BE_HAD = 'kept as it is and can be downloaded.';
const NOTHING_MADE = /Nothing can be made from this file\.$/;
const ONLY_THE_FILE = 'Only the file itself can be downloaded.';

const unread = (codec: string) =>
  `Inside, this picture is compressed with ${codec}, which Satchel cannot read yet. The file is kept as it is.`;

const WORDS: Record<ErrorCode, string> = {
  'empty-file': 'This file is empty (0 bytes), so there is nothing to keep. Check the copy that it came from.',
  vanished: 'This file was moved, deleted or changed before it could be read. Add it again from where it is now.',
  'no-room':
    'There is no room left for it in this browser’s storage. Free some space on this device, or empty the cache in Settings → Storage, then try again.',
  'ends-early': 'Could not read this picture: it ends too early. The file is kept as it is.',
  damaged: 'Could not read this picture: its contents are damaged. The file is kept as it is.',
  'too-many-pixels': 'This picture has more pixels than can be opened here (500 million). The file is kept as it is.',
  'out-of-memory': 'This picture needs more memory than this browser gives. The file is kept as it is.',
  'too-slow': 'This picture took longer than two minutes and was stopped. The file is kept as it is.',
  'read-too-slow':
    'Reading this file took far too long and was stopped, so it was not added. Check the drive or the network that it is on, then add it again.',
  stuck: 'This took far too long and was stopped. Try again; if it happens again, reload the page.',
  'no-decoder': 'This browser cannot show this kind of file. It is kept as it is.',
  'codec-zstd': unread('ZSTD'),
  'codec-lzma': unread('LZMA'),
  'codec-webp': unread('WebP'),
  'codec-old-jpeg': unread('the old form of JPEG in TIFF'),
  'codec-jpeg2000': unread('JPEG 2000'),
  'codec-jbig': unread('JBIG'),
  'codec-lerc': unread('LERC'),
  'codec-png': unread('PNG'),
  'codec-jxl': unread('JPEG XL'),
  'codec-other': unread('a method'),
  'samples-not-read':
    'This picture stores its colours in a way that Satchel cannot read yet. The file is kept as it is.',
  'animation-only':
    'This file holds an animation and no still picture, which Satchel cannot show yet. The file is kept as it is.',
  'not-isolated':
    'This browser or host does not allow the picture engine to run here. Nothing can be made from this file.',
  'profile-does-not-fit':
    'This download type cannot be made from this kind of file. Choose another one, or “Original” where that is offered.',
  'profile-gone': 'The download type that was chosen for this file is not set up here any more. Choose another one.',
  'profile-not-offered':
    'The download type that was chosen for this file is not offered to your role. Choose another one.',
  'original-not-offered':
    'Originals are not offered to your role, so this file does not go out as it is. Choose a download type that can be made from it.',
  'role-unknown':
    'What your role is offered could not be read from installation.json, so nothing goes out and nothing is changed. Reload the page to try again.',
  'worker-start': 'The picture engine did not start. Reload the page and try again.',
  'library-closed': 'The browser closed the library. Reload the page to open it again.',
  'library-cleared':
    'The library was deleted from this browser, as it is when the data of a site are cleared: it is empty now. What you downloaded or shared before is still where it is. Reload the page to begin anew.',
  'library-blocked': 'Another tab holds an older version of the library open. Close the other tabs of Satchel.',
  'library-refused':
    'This browser does not let Satchel keep files here. Private windows and blocked site data do that: use a normal window, or allow this site to store data.',
  'library-newer': 'This library was written by a newer version of Satchel. Reload the page to get that version.',
  'missing-bytes':
    'The bytes of this file are not in the library any more. Add the same file again, or take it from a backup.',
  'stored-damaged':
    'The bytes of this file are damaged where they are kept, so they are not handed out. Add the same file again to mend it, or take it from a backup.',
  'no-room-previews':
    'There was no room left for its previews in this browser’s storage. The file itself is kept. Free some space on this device, then try again.',
  'no-room-there':
    'There is no room left where it is to be saved. Free some space there or choose another place, then try again.',
  'save-refused': 'The browser did not let the file be saved. Check the folder and try again.',
  'asset-gone': 'It is not in the library any more: it was deleted permanently meanwhile.',
  'assets-gone': 'What was selected is not in the library any more: it was deleted permanently meanwhile.',
  'version-gone': 'This version is not there any more: it was deleted meanwhile.',
  'note-gone': 'This note is not there any more: it was deleted meanwhile.',
  'category-gone': 'This category is not there any more: it was deleted meanwhile.',
  'category-circle': 'The other category stands below it now: it was moved meanwhile.',
  'collection-gone': 'This collection is not there any more: it was deleted meanwhile.',
  'last-version': 'The last version cannot be deleted. Delete the asset instead.',
  'share-broken':
    'This share is broken: it ends early, or it is no share at all. Ask for it again, or fetch the whole file once more.',
  'share-altered':
    'This share was altered on its way: its bytes are not those that were shared. Do not use it; ask for it again.',
  'share-expired': 'This share has expired. Ask whoever shared it to share it again.',
  'share-newer': 'This share was made by a newer version of Satchel. Open it where that version is served.',
  'share-future': 'This share says that it was made in the future. Check the date of this device, then try again.',
  'share-key':
    'This share is broken: the key in the link does not belong to this file. Use the link that came with it.',
  'share-passphrase': 'This passphrase does not open the share. Check capital letters and spaces, and try again.',
  'share-too-large': 'This is too much for this way of sending. Choose “File”, or share less at once.',
  'share-gone':
    'The storage does not give this share any more: it was revoked, or its time is over. Ask whoever shared it to share it again.',
  'carrier-cors':
    'The storage did not answer this page. Either it cannot be reached, or its CORS rule does not let this page in: Settings → Carriers shows the rule to paste.',
  'carrier-clock': 'The storage says that the clock of this device is wrong. Set it right, then try again.',
  'carrier-name': 'The storage knows no bucket or folder of this name there. Check endpoint, region and name.',
  'carrier-key': 'The storage does not know this key, or the secret is another one. Enter both again.',
  'carrier-denied': 'The storage does not permit this: the key needs the right to write, read and delete there.',
  'carrier-full': 'The storage is full. Make room there, then try again.',
  'carrier-private':
    'The file was written, but strangers cannot read it: the server must let anybody read this folder, or give the public address of the folder.',
  'carrier-failed': 'The storage answered with an error of its own. Try again later.',
  'carrier-unset': 'No storage is set up for this way of sending. Set it up in Settings → Carriers, then try again.',
  'carrier-moved':
    'It lies in another storage than the one that is set up now. Set that one up again in Settings → Carriers and try again, or delete the file there yourself.',
  'carrier-still-there':
    'The storage said that it deleted the file, and still gives it to whoever asks. Try again later, or delete it there yourself.',
  'asset-deleted': 'It was deleted. Where it still lies in Deleted, restore it and try again.',
  'live-unsupported':
    'This browser cannot connect to another one directly (it has no WebRTC). Open the link in Firefox, Chrome, Edge or Safari.',
  'live-code': 'This code was cut, or belongs to another share. Copy the whole code again, or ask for a new one.',
  'live-unreachable':
    'The two browsers found no way to each other. In one network that works by itself; across the internet it takes a STUN, TURN or relay address (Settings → Carriers).',
  'live-ended':
    'The other browser is gone: its page was closed, or the connection broke. What came is kept: with a new link it goes on where it stopped.',
  'live-garbage': 'The other browser sent something that is no share.',
  'backup-none':
    'There is no backup of Satchel here. Choose the folder in which “bagit.txt” lies, or all zip files of one backup.',
  'backup-newer': 'This backup was made by a newer version of Satchel. Open it where that version is served.',
  'backup-other':
    'This folder holds the backup of another library, which would be overwritten. Choose another folder, or an empty one.',
  'backup-broken': 'A list of this backup cannot be read: it was changed or damaged. Choose another copy of it.',
  'backup-missing': 'Its file is not in this backup.',
  'backup-damaged': 'Its file in this backup is damaged: its bytes are not those that were backed up.',
  'storage-key':
    'This is not the key of the library that lies there. Enter the 24 words of its recovery sheet, or choose the file that was saved.',
  'storage-none': 'No library lies in this folder of the storage. Check the storage and the folder.',
  'signing-refused':
    'This browser cannot sign what it writes (Ed25519), which a library in a storage needs. Use a newer one.',
  'backup-passphrase': 'This passphrase does not open the settings of carriers. Check capital letters and spaces.',
  unknown: 'Something unexpected went wrong. Try again; if it happens again, reload the page.',
};
