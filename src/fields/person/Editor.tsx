import type { EditorProps } from '../editor';
import { ListEditor } from '../list-editor';

/** Names have commas in them ("Ortiz, Ana"): a semicolon or Enter ends one. */
export function PersonEditor(props: EditorProps) {
  return <ListEditor {...props} commaEnds={false} placeholder="Type a name and press Enter" />;
}
