import { useId } from 'preact/hooks';
import './shares.css';

interface MailsChoiceProps {
  oneEach: boolean;
  onOneEach: (oneEach: boolean) => void;
}

/** One e-mail to all, or one each: whether recipients learn of one another. */
export function MailsChoice({ oneEach, onOneEach }: MailsChoiceProps) {
  const name = useId();
  return (
    <fieldset class="share-choices row">
      <legend class="label">E-mail</legend>
      <label class="setting-switch">
        <input type="radio" name={name} checked={!oneEach} onChange={() => onOneEach(false)} />
        <span>One e-mail to all</span>
      </label>
      <label class="setting-switch">
        <input type="radio" name={name} checked={oneEach} onChange={() => onOneEach(true)} />
        <span>One e-mail each</span>
      </label>
      <p class="setting-help">
        {oneEach ? 'Nobody sees the others’ addresses.' : 'Everybody sees all addresses.'} Nothing is sent by itself:
        you get drafts to look at and send.
      </p>
    </fieldset>
  );
}
