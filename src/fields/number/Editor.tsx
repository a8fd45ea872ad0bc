import type { EditorProps } from '../editor';
import { ParsedInput } from '../parsed-input';

export function NumberEditor(props: EditorProps) {
  return <ParsedInput {...props} inputMode="decimal" />;
}
