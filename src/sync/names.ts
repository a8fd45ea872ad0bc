import type { Stamp } from '../domain/stamp';

/** What an object of a library is called in its storage. */

export const LIBRARY = 'library';
export const HEADS = 'heads/';
export const STATES = 'state/';
export const PARTS = 'state/part/';
export const BLOBS = 'blobs/';
export const MEMBERS = 'members/';

const SEQ_DIGITS = 10;
const PIECE_DIGITS = 4;

export const headName = (device: string): string => `${HEADS}${device}`;
export const logFolder = (device: string): string => `log/${device}/`;
export const logName = (device: string, seq: number): string =>
  `${logFolder(device)}${String(seq).padStart(SEQ_DIGITS, '0')}`;
export const partName = (name: string): string => `${PARTS}${name}`;
export const packName = (stamp: string): string => `previews/${stamp}`;
export const blobFolder = (at: string): string => `${BLOBS}${at}/`;
export const pieceName = (at: string, piece: number): string =>
  `${blobFolder(at)}${String(piece).padStart(PIECE_DIGITS, '0')}`;

/** A state sorts by the time of its making. */
export const stateName = (at: number, device: string): string =>
  `${STATES}${new Date(at).toISOString().replace(/[-:.]/g, '')}-${device}`;

/** Where the pieces of an original lie: its hidden name, and the stamp of this sending. */
export const blobAt = (hidden: string, stamp: Stamp): string => `${hidden.slice(0, 2)}/${hidden.slice(2)}.${stamp}`;

/** The last part of an object's name. */
export const lastOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
