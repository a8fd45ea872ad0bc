import type { Command } from '../action';
import { deleteCollection } from './delete';
import { downloadCollection } from './download';
import { editCollection } from './edit';
import { linkCollection } from './link';
import { mailCollection } from './mail';
import type { CollectionSubject } from './subject';

/** What '…' of a collection offers, in this order. */
export const COLLECTION_COMMANDS: readonly Command<CollectionSubject>[] = [
  downloadCollection,
  mailCollection,
  linkCollection,
  editCollection,
  deleteCollection,
];
