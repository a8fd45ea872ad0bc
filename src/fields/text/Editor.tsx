import type { EditorProps } from '../editor';
import { ParsedInput } from '../parsed-input';

export function TextEditor(props: EditorProps) {
  return <ParsedInput {...props} />;
}
