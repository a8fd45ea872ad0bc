import { useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { Line } from '../../kit/Line';
import { useUnsaved, type Words } from '../../kit/unsaved';

interface LineFormProps {
  class: string;
  label: string;
  placeholder?: string;
  rows?: number;
  isUrl?: boolean;
  fieldClass?: string;
  /** What its button is called, and whether it is the one thing that the page is for. */
  button: string;
  main?: boolean;
  problem: string | null;
  /** Which words would be lost with it; without it nobody is asked before they go. */
  unsaved?: (text: string) => Words;
  /** Something else stands there than what there was a problem with. */
  onChange?: () => void;
  onGive: (text: string) => void;
}

/** One thing that is typed or pasted, and given: a link, an address, a code, what a file is locked with. */
export function LineForm({ button, main = false, fieldClass, unsaved, onChange, onGive, ...rest }: LineFormProps) {
  const { class: className, ...line } = rest;
  const [text, setText] = useState('');
  useUnsaved(unsaved !== undefined && text.trim() !== '', unsaved?.(text));
  return (
    <form
      class={className}
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== '') onGive(text);
      }}
    >
      <Line
        {...line}
        class={fieldClass}
        literal
        value={text}
        onValue={(now) => {
          setText(now);
          onChange?.();
        }}
      />
      <Button look={main ? 'main' : 'plain'} type="submit" disabled={text === ''}>
        {button}
      </Button>
    </form>
  );
}
