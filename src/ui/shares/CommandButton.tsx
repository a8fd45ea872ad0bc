import type { Verdict } from '../../domain/share-commands';
import { Button } from '../../kit/Button';
import type { IconName } from '../../kit/Icon';

interface CommandButtonProps {
  verdict: Verdict;
  icon: IconName;
  children: string;
  onClick: () => void;
}

/** A command of a share: pressed, or not and why; what makes no sense is not there. */
export function CommandButton({ verdict, icon, children, onClick }: CommandButtonProps) {
  if (verdict === null) return null;
  return (
    <Button icon={icon} disabled={verdict !== true} title={verdict === true ? undefined : verdict} onClick={onClick}>
      {children}
    </Button>
  );
}
