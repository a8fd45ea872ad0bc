import { useId } from 'preact/hooks';
import { Problem } from './Problem';

interface LineProps {
  label: string;
  value: string;
  onValue: (text: string) => void;
  /** How many lines of it are seen, where it may have several. */
  rows?: number;
  /** Why what stands there will not do. */
  problem?: string | null | undefined;
  class?: string;
  /** Whether it is an address of the web: phones show other keys for it. */
  isUrl?: boolean;
  placeholder?: string;
  maxLength?: number;
  /** Neither spelt nor completed: a link, a key, an address. */
  literal?: boolean;
  onKeyDown?: (event: KeyboardEvent) => void;
}

const [TEXT, URL] = [{ type: 'text' }, { type: 'url' }] as const;

/** Something to type into, with its label above and what is wrong with it below. */
export function Line({
  label,
  value,
  onValue,
  rows,
  problem,
  class: name = '',
  isUrl,
  literal = false,
  ...rest
}: LineProps) {
  const id = useId();
  const field = {
    ...rest,
    ...(literal && { autocomplete: 'off', spellcheck: false }),
    id,
    class: `text-field ${name}`,
    value,
  };
  return (
    <>
      <label class="label" for={id}>
        {label}
      </label>
      {rows ? (
        <textarea {...field} rows={rows} onInput={(event) => onValue(event.currentTarget.value)} />
      ) : (
        <input {...field} {...(isUrl ? URL : TEXT)} onInput={(event) => onValue(event.currentTarget.value)} />
      )}
      <Problem text={problem} />
    </>
  );
}
