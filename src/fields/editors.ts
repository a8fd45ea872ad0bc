import type { ComponentType } from 'preact';
import type { FieldTypeId } from '../domain/field';
import { BooleanEditor } from './boolean/Editor';
import { ChoiceEditor } from './choice/Editor';
import { ChoicesEditor } from './choices/Editor';
import { DateEditor } from './date/Editor';
import type { EditorProps } from './editor';
import { LongTextEditor } from './long-text/Editor';
import { NumberEditor } from './number/Editor';
import { PersonEditor } from './person/Editor';
import { PlaceEditor } from './place/Editor';
import { RatingEditor } from './rating/Editor';
import { TagsEditor } from './tags/Editor';
import { TextEditor } from './text/Editor';
import { UrlEditor } from './url/Editor';

/** The editor of every type of field. */
export const EDITORS = {
  text: TextEditor,
  'long-text': LongTextEditor,
  number: NumberEditor,
  date: DateEditor,
  boolean: BooleanEditor,
  choice: ChoiceEditor,
  choices: ChoicesEditor,
  tags: TagsEditor,
  rating: RatingEditor,
  url: UrlEditor,
  person: PersonEditor,
  place: PlaceEditor,
} satisfies Record<FieldTypeId, ComponentType<EditorProps>>;
