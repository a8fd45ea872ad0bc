import type { EditorProps } from '../editor';
import { ParsedInput } from '../parsed-input';

export function DateEditor(props: EditorProps) {
  return <ParsedInput {...props} placeholder="1923, 1923-05 or 1923-05-08" />;
}
