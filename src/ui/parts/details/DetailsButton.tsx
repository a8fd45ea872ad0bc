import { details } from '../../../actions/details';
import { IconButton } from '../../../kit/Button';
import { detailsOpen } from '../../../state/preferences';

/** Button "Details", wherever there are some. */
export function DetailsButton() {
  const { icon, label, run } = details;
  return (
    <IconButton icon={icon} label={label} aria-pressed={detailsOpen.value} onClick={() => void run({ ids: [] })} />
  );
}
