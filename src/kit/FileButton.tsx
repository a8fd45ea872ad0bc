interface FileButtonProps {
  label: string;
  class?: string;
  multiple?: boolean;
  /** Whether a folder is chosen, with all that is in it. */
  folder?: boolean;
  accept?: string;
  onFiles: (files: readonly File[]) => void;
}

/** A button that has files chosen: a real file input. */
export function FileButton({
  label,
  class: name = '',
  multiple = false,
  folder = false,
  accept,
  onFiles,
}: FileButtonProps) {
  return (
    <label class={`button ${name}`}>
      <input
        type="file"
        class="file-input"
        multiple={multiple}
        accept={accept}
        aria-label={label}
        ref={(input) => {
          // Not an attribute that JSX types know; the property is the standard's (File and Directory Entries API).
          if (input && folder) input.webkitdirectory = true;
        }}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // So that choosing the same files again is a change too.
          event.currentTarget.value = '';
        }}
      />
      {label}
    </label>
  );
}
