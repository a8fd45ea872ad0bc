import type { Field, FieldValue } from '../domain/field';

/** What an editor of a field is given. Its main control has the id, so that the label beside it names it. */
export interface EditorProps {
  field: Field;
  value: FieldValue;
  /** Called with every change; undefined where what stands there is no value of this type. */
  onChange: (value: FieldValue | undefined) => void;
  id: string;
  describedBy?: string;
  invalid?: boolean;
  /** Values that the library has already, most used first. */
  suggestions?: readonly string[];
}
