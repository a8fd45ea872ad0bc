import type { StepDeed } from '../../src/domain/activity';
import { deedWords } from '../../src/domain/deed-words';
import { deedOf } from '../../src/library/activity';
import type { UndoRow } from '../../src/library/rows';

/** A deed of these words, for an edit whose words are not what is looked at. */
export const told = (text: string) => (): StepDeed => ({ type: 'told', text });

/** The words of a step. */
export const wordsOf = (row: UndoRow | undefined): string | undefined => row && deedWords(deedOf(row));
