import { alertPerson } from '../../state/messages';

/** A page's code that is not there any more was replaced by a newer version while this one was open. */
export function codeIsGone(): void {
  alertPerson('A part of Satchel could not be loaded. Reload the page to go on; nothing that was stored is lost.', {
    action: { label: 'Reload', run: () => location.reload() },
  });
}
