import type { Command } from '../../actions/action';
import { Button, type ButtonProps } from '../../kit/Button';

interface CommandButtonProps<Subject> extends Pick<ButtonProps, 'look'> {
  command: Command<Subject>;
  subject: Subject;
  /** What its words leave out, for whoever points at it. */
  hint?: string;
}

/** A command as a button: pressed, or not and why; what makes no sense is not there. */
export function CommandButton<Subject>({
  command: { icon, label, verdict, run },
  subject,
  look,
  hint,
}: CommandButtonProps<Subject>) {
  const now = verdict(subject);
  if (now === null) return null;
  return (
    <Button
      icon={icon}
      look={look}
      disabled={now !== true}
      title={now === true ? hint : now}
      onClick={() => void run(subject)}
    >
      {label}
    </Button>
  );
}
