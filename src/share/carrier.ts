import type { CarrierId } from '../domain/share';

/** A way of sending a share. */
export interface Carrier {
  id: CarrierId;
  /** As the choice is called. */
  label: string;
  /** What is true of it, in one sentence, before anybody shares. */
  limits: string;
  /** What can be taken back, for dialog "Shared". */
  takingBack: string;
  /** Why "Revoke" cannot be used; null where it can. */
  notRevocable: string | null;
  /** Bytes of the shared files up to which it can be used, and the words where they are more. */
  most: { bytes: number; reason: string } | null;
  /** How the files travel. */
  sends: 'package' | 'package-in-link' | 'package-to-storage' | 'package-live' | 'files';
}
