import { transformWithOxc } from 'vite';
import { expect, test } from 'vitest';
import { FOLDERS, mutated, mutationsOf, parseMutations } from './mutations/list.mjs';

const LEAST = 25;

test.each(FOLDERS)(
  'every mutation of %s fits the code as it is now: a change of the code takes its mutations along',
  async (folder) => {
    const list = mutationsOf(folder);
    expect(list.length).toBeGreaterThanOrEqual(LEAST);
    const problems: string[] = [];
    const texts = new Set<string>();
    for (const mutation of list) {
      const { file, rule, survives } = mutation;
      const made = mutated(mutation);
      const tell = (problem: string) => problems.push(`${file}: ${rule}: ${problem}`);
      if (!file.startsWith(`src/${folder}/`)) tell('is no file of this folder');
      if (rule === '') tell('the rule is missing');
      if (survives !== null && survives.length < 20) tell('why it may survive is no reason');
      if ('problem' in made) {
        tell(made.problem);
        continue;
      }
      if (texts.has(made.text)) tell('is there twice');
      texts.add(made.text);
      // One that is no program is noticed by everything, and says nothing of the tests.
      await transformWithOxc(made.text, file).catch((error: Error) => tell(error.message));
    }
    expect(problems).toEqual([]);
  },
);

test('a list is read by its marks', () => {
  const text = '# src/a.ts\n\nOne is one\n- = 1;\n+ = 2;\n\nTwo lines go\n- a;\n-\n-   b;\n! nobody sees\n! them\n';
  expect(parseMutations(text)).toEqual([
    { file: 'src/a.ts', rule: 'One is one', before: '= 1;', after: '= 2;', survives: null },
    { file: 'src/a.ts', rule: 'Two lines go', before: 'a;\n\n  b;', after: '', survives: 'nobody sees them' },
  ]);
});
