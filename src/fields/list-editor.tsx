import { useId, useRef, useState } from 'preact/hooks';
import { Chip } from '../kit/Chip';
import { useUnsaved } from '../kit/unsaved';
import type { EditorProps } from './editor';
import './editors.css';

const MOST_SUGGESTIONS = 50;

interface ListEditorProps extends EditorProps {
  /** Whether a comma ends an item; names have commas in them. */
  commaEnds: boolean;
  placeholder: string;
}

/** Items as chips, and a line to add more: Enter adds, Backspace in the empty line takes the last one away. */
export function ListEditor({ field, value, onChange, id, describedBy, suggestions = [], ...options }: ListEditorProps) {
  const items = Array.isArray(value) ? (value as readonly string[]) : [];
  const [text, setText] = useState('');
  // Half an item is no value yet, but it is typed.
  useUnsaved(text.trim() !== '', [[field.label, text]]);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const matching = suggestions
    .filter((each) => !items.includes(each) && each.toLowerCase().includes(text.trim().toLowerCase()))
    .slice(0, MOST_SUGGESTIONS);

  const add = (added: string) => {
    const parts = (options.commaEnds ? added.split(/[,;\n]/) : added.split(/[;\n]/)).map((part) => part.trim());
    const next = [...new Set([...items, ...parts.filter((part) => part !== '')])];
    setText('');
    if (next.length !== items.length) onChange(next);
  };
  const remove = (item: string) => {
    onChange(items.filter((each) => each !== item));
    input.current?.focus();
  };

  return (
    <div class="list-editor">
      {items.map((item) => (
        <Chip key={item} label={item} onRemove={() => remove(item)} />
      ))}
      <input
        ref={input}
        id={id}
        value={text}
        list={text === '' ? undefined : list}
        aria-describedby={describedBy}
        placeholder={items.length === 0 ? options.placeholder : ''}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          // A chosen suggestion comes whole at once, and with it nothing is left to type.
          if (suggestions.includes(typed) && !text.startsWith(typed) && typed.length > text.length + 1) add(typed);
          else if (options.commaEnds && /[,;]/.test(typed)) add(typed);
          else setText(typed);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && text.trim() !== '') {
            event.preventDefault();
            add(text);
          } else if (event.key === 'Backspace' && text === '' && items.length > 0) {
            onChange(items.slice(0, -1));
          }
        }}
        onBlur={() => add(text)}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData('text') ?? '';
          if (!/[;\n]/.test(pasted)) return;
          event.preventDefault();
          add(text + pasted);
        }}
      />
      <datalist id={list}>
        {matching.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </div>
  );
}
