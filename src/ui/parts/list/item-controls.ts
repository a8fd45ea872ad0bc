import { lazyComponent } from '../../../kit/lazy';
import { codeIsGone } from '../code-is-gone';

/** What an asset on a collection's page has besides: the only page that loads it. */
export const ItemControls = lazyComponent(() => import('./ItemControls').then((it) => it.ItemControls), codeIsGone);
