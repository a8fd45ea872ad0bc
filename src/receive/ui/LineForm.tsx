import { useId, useState } from 'preact/hooks';
import { Button } from '../../kit/Button';

interface LineFormProps {
  class: string;
  label: string;
  placeholder?: string;
  /** What its button is called, and whether it is the one thing that the page is for. */
  button: string;
  main?: boolean;
  problem: string | null;
  onGive: (text: string) => void;
}

/** One line that opens a share: a link, or what its file is locked with. */
export function LineForm({ label, placeholder, button, main = false, problem, onGive, ...rest }: LineFormProps) {
  const [text, setText] = useState('');
  const id = useId();
  return (
    <form
      class={rest.class}
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== '') onGive(text);
      }}
    >
      <label class="label" for={id}>
        {label}
      </label>
      <input
        class="text-field"
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {problem && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      <Button look={main ? 'main' : 'plain'} type="submit" disabled={text === ''}>
        {button}
      </Button>
    </form>
  );
}
