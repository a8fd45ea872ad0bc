import { BUILT_IN_INSTALLATION, type Installation } from './built-in';
import { parseInstallation } from './installation';

/** What came of asking the host for `installation.json`. */
export type Asked =
  | { type: 'text'; text: string }
  /** The host has no such file. */
  | { type: 'absent' }
  /** It may have one, but it was not to be had. */
  | { type: 'unread'; why: string };

/** Which installation holds, and how far it can be believed. */
export interface InForce {
  installation: Installation;
  /**
   * "file": as the host says now. "kept": as it said when it was last read. "built-in": the host has none. "stand-in": the
   * built-in one in the place of one that could not be read, so nothing is lost or given away on its word.
   */
  from: 'file' | 'kept' | 'built-in' | 'stand-in';
  /** What the person is told, where something is wrong. */
  problem: { text: string; lines: string[] } | null;
}

/**
 * Which installation holds. A file that cannot be had, or has mistakes, never takes the place of one that was good: who was
 * offered less by that one would be offered everything.
 * @param kept the text of the last good one, where there was one
 */
export function installationInForce(asked: Asked, kept: string | undefined): InForce {
  const read = asked.type === 'text' ? parseInstallation(asked.text) : undefined;
  if (read?.mistakes.length === 0) return { installation: read.installation, from: 'file', problem: null };
  const last = kept === undefined ? undefined : parseInstallation(kept);
  const good = last?.mistakes.length === 0 ? last.installation : undefined;
  // A host without the file is one that wants the defaults.
  if (asked.type === 'absent' && !good) return { installation: BUILT_IN_INSTALLATION, from: 'built-in', problem: null };
  const what = asked.type === 'text' ? 'has mistakes' : asked.type === 'absent' ? 'is gone' : 'could not be read';
  const instead = good ? 'the settings that were read last stay in use' : 'the built-in settings are used';
  return {
    installation: good ?? BUILT_IN_INSTALLATION,
    from: good ? 'kept' : 'stand-in',
    problem: {
      text: `installation.json ${what}, so ${instead}.`,
      lines: read?.mistakes ?? (asked.type === 'unread' ? [asked.why] : []),
    },
  };
}
