import type { EditorProps } from '../editor';
import { ParsedInput } from '../parsed-input';

export function UrlEditor(props: EditorProps) {
  return <ParsedInput {...props} inputMode="url" placeholder="https://" />;
}
