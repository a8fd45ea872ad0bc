import { mergeConfig, type Plugin, type UserConfig } from 'vite';
import config from '../../vite.config';

declare global {
  /** The file that is mutated now, and its text: scripts/mutate.mjs sets it. */
  var satchelMutation: { path: string; text: string } | undefined;
}

/** Gives a file's text with the mutation in it to whoever imports it: the file itself is never touched. */
const mutating: Plugin = {
  name: 'satchel-mutation',
  enforce: 'pre',
  load(id) {
    const mutation = globalThis.satchelMutation;
    return id.replace(/[?#].*/s, '') === mutation?.path ? mutation.text : undefined;
  },
};

export default mergeConfig(config as UserConfig, { plugins: [mutating] });
