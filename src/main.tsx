import '@fontsource-variable/inter/wght.css';
import './kit/tokens.css';
import './kit/kit.css';
import { isReceiveFragment } from './domain/share-link';

/**
 * Two programs in one place: who opens a share sees the receiver's page at once and loads nothing of the library.
 */
const { start } = await (isReceiveFragment(location.hash) ? import('./start-receive') : import('./start'));
void start();
