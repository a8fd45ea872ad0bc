import { useId, useRef, useState } from 'preact/hooks';
import './combobox.css';

interface ComboboxOption {
  value: string;
  label: string;
}

interface ComboboxProps {
  id: string;
  text: string;
  options: readonly ComboboxOption[];
  /** What the last line of the list says where the text is no option's name; without it only options can be had. */
  newLabel?: (text: string) => string;
  placeholder?: string;
  onText: (text: string) => void;
  /** Enter, when the list is closed or has nothing to take. */
  onEnter: () => void;
}

const MOST_SHOWN = 100;

/**
 * A text field with a list that typing filters (ARIA Authoring Practices, "Editable Combobox With List Autocomplete"):
 * arrows go through it, Enter takes, Esc closes it.
 */
export function Combobox({ id, text, options, newLabel, placeholder, onText, onEnter }: ComboboxProps) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const wanted = text.trim().toLocaleLowerCase();
  const matching = options.filter((each) => each.label.toLocaleLowerCase().includes(wanted)).slice(0, MOST_SHOWN);
  const isNew = newLabel && wanted !== '' && !options.some((each) => each.label.toLocaleLowerCase() === wanted);
  const lines = [...matching, ...(isNew ? [{ value: '', label: text.trim() }] : [])];
  const shown = open && lines.length > 0;

  const take = (label: string) => {
    onText(label);
    setOpen(false);
    setAt(-1);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt(shown ? (at + step + lines.length) % lines.length : step > 0 ? 0 : lines.length - 1);
      setOpen(true);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (shown && line) take(line.label);
      else onEnter();
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };

  return (
    <div class="combobox">
      <input
        ref={input}
        class="text-field"
        id={id}
        role="combobox"
        autocomplete="off"
        value={text}
        placeholder={placeholder}
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${list}-${at}` : undefined}
        onInput={(event) => {
          onText(event.currentTarget.value);
          setOpen(true);
          setAt(-1);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div class="combobox-list" id={list} role="listbox" aria-label="Choices" hidden={!shown}>
        {lines.map((line, i) => (
          <div
            key={line.value}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === at}
            // Before the field loses the focus, which would close the list under the pointer.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(line.label)}
          >
            {line.value === '' ? newLabel?.(line.label) : line.label}
          </div>
        ))}
      </div>
    </div>
  );
}
