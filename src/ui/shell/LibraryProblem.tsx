import { describeError, type ErrorCode } from '../../domain/errors';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import type { LibraryState } from '../../state/library';

const HEADINGS: Partial<Record<ErrorCode, string>> = {
  'library-blocked': 'Waiting for another tab',
  'library-closed': 'Your library was closed',
  'library-cleared': 'Your library was cleared',
};

/** In place of every page while there is no library: what happened and what to do. */
export function LibraryProblem({ state }: { state: LibraryState }) {
  if (state.type === 'open' || state.type === 'opening') return null;
  const code = state.type === 'blocked' ? 'library-blocked' : state.code;
  return (
    <main class="page problem">
      <Icon name="drive" size={40} />
      <h1>{HEADINGS[code] ?? 'Your library cannot be opened'}</h1>
      <p role="alert">{describeError(code)}</p>
      <Button look="main" icon="retry" onClick={() => location.reload()}>
        Reload
      </Button>
    </main>
  );
}
