import type { Scene } from '../scene';

/** What a verb needs beside the scene is done before the disk is full. */
export type Verb = (scene: Scene) => Promise<() => Promise<unknown>>;
