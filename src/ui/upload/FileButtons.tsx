import { type Collected, fromFileList } from '../../flows/chosen';
import { Icon, type IconName } from '../../kit/Icon';

interface FileButtonsProps {
  onFiles: (collected: Collected) => void;
}

/** "Browse files" and "Browse folder": real file inputs that look like buttons. */
export function FileButtons({ onFiles }: FileButtonsProps) {
  return (
    <>
      <FileButton label="Browse files" icon="file" onFiles={onFiles} />
      <FileButton label="Browse folder" icon="folder" folder onFiles={onFiles} />
    </>
  );
}

function FileButton({
  label,
  icon,
  folder = false,
  onFiles,
}: FileButtonsProps & { label: string; icon: IconName; folder?: boolean }) {
  return (
    <span class="button file-button">
      <Icon name={icon} />
      <span aria-hidden="true">{label}</span>
      <input
        type="file"
        aria-label={label}
        title={label}
        multiple
        ref={(input) => {
          // Not an attribute that JSX types know; the property is the standard's (File and Directory Entries API).
          if (input && folder) input.webkitdirectory = true;
        }}
        onChange={(event) => {
          const { files } = event.currentTarget;
          if (files && files.length > 0) onFiles(fromFileList(files));
          // So that choosing the same files again is a change too.
          event.currentTarget.value = '';
        }}
      />
    </span>
  );
}
