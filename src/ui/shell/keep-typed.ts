import { effect } from '@preact/signals';
import { keepTyped, takeTyped } from '../../kit/typed-before';
import { freezeUnsaved } from '../../kit/unsaved';
import { openDialog, openDialogs } from '../../state/dialogs';
import { libraryState } from '../../state/library';

/** Nothing typed is lost by a reload, least of all where there is no other way on. @returns a function that ends it */
export function keepTypedWords(): () => void {
  const typed = takeTyped();
  // What the address opens comes first; this stands above it.
  if (typed.length > 0) openDialog({ type: 'typed-before', typed });
  const notLetGo = () => openDialogs.peek().flatMap((each) => (each.type === 'typed-before' ? each.typed : []));
  const end = keepTyped(notLetGo);
  // Before pages and panels give way to the word about the library.
  const stop = effect(() => {
    if (libraryState.value.type === 'failed') freezeUnsaved();
  });
  return () => {
    end();
    stop();
  };
}
