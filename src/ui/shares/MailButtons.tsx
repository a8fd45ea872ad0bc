import { copyDraft, type Draft, openDraftTo, saveDraftTo } from '../../actions/share/draft';
import { printAddress } from '../../text/addresses';
import { CommandButton } from './CommandButton';
import './shares.css';

interface MailButtonsProps {
  draft: Draft;
  /** Whether others have drafts of their own: then each is named. */
  several: boolean;
}

const OPENS_IN = 'A saved e-mail file opens as a draft in Outlook (classic), and elsewhere through “edit as new”.';

/** The draft of an e-mail: opened in the mail program, or saved as a file. */
export function MailButtons({ draft, several }: MailButtonsProps) {
  const whom = draft.to.map(printAddress).join(', ');
  const verdict = openDraftTo.verdict(draft);
  return (
    <section class="shared-part" aria-label={several ? `E-mail to ${whom}` : 'E-mail'}>
      {several && <p class="shared-whom">{whom}</p>}
      <CommandButton command={openDraftTo} subject={draft} />
      <CommandButton command={saveDraftTo} subject={draft} hint={OPENS_IN} />
      <CommandButton command={copyDraft} subject={draft} look="quiet" />
      <p class="setting-help">{typeof verdict === 'string' ? verdict : OPENS_IN}</p>
    </section>
  );
}
