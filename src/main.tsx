import '@fontsource-variable/inter/wght.css';
import './kit/tokens.css';
import './kit/elements.css';
import './kit/controls.css';
import { isReceiveFragment } from './domain/share-link';

/**
 * Two programs in one place: who opens a share sees the receiver's page at once and loads nothing of the library.
 */
if (isReceiveFragment(location.hash)) {
  const { start } = await import('./receive/start');
  // What adds to a library is loaded only when somebody does.
  void start((manifest, files) =>
    import('./flows/add-received').then(({ addReceived }) => addReceived(manifest, files)),
  );
} else {
  const { start } = await import('./app/start');
  void start();
}
