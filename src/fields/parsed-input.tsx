import { useState } from 'preact/hooks';
import { useUnsaved } from '../kit/unsaved';
import type { EditorProps } from './editor';
import { FIELDS } from './index';

interface ParsedInputProps extends EditorProps {
  inputMode?: 'text' | 'decimal' | 'url';
  placeholder?: string;
}

/** A line of text that is a value as soon as it can be read as one; what is typed stays as it was typed. */
export function ParsedInput({ field, value, onChange, id, describedBy, invalid, ...input }: ParsedInputProps) {
  const { parse, print } = FIELDS[field.type];
  const [text, setText] = useState(print(value));
  // What is no value yet is typed all the same.
  useUnsaved(text.trim() !== '' && parse(text, field) === undefined, [[field.label, text]]);
  return (
    <input
      class="text-field"
      id={id}
      value={text}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      inputMode={input.inputMode}
      placeholder={input.placeholder}
      onInput={(event) => {
        setText(event.currentTarget.value);
        onChange(parse(event.currentTarget.value, field));
      }}
    />
  );
}
