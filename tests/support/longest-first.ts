import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take minutes: begun last, each would keep one browser busy while the other has nothing left to do. */
const LONGEST = ['axe', 'live', 'carriers', 'two-tabs', 'capabilities', 'durability', 'offline', 'full-disk'];

const rank = ({ moduleId }: TestSpecification) => {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/e2e/${name}.test.ts`));
  return at < 0 ? LONGEST.length : at;
};

/** Runs the longest end-to-end tests first, the rest in the order that Vitest would take. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
