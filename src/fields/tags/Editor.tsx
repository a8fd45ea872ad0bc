import type { EditorProps } from '../editor';
import { ListEditor } from '../list-editor';

export function TagsEditor(props: EditorProps) {
  return <ListEditor {...props} commaEnds placeholder="Type and press Enter" />;
}
