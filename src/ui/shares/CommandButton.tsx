import type { Command } from '../../actions/action';
import { Button } from '../../kit/Button';

interface CommandButtonProps<Subject> {
  command: Command<Subject>;
  subject: Subject;
}

/** A command as a button: pressed, or not and why; what makes no sense is not there. */
export function CommandButton<Subject>({
  command: { icon, label, verdict, run },
  subject,
}: CommandButtonProps<Subject>) {
  const now = verdict(subject);
  if (now === null) return null;
  return (
    <Button
      icon={icon}
      disabled={now !== true}
      title={now === true ? undefined : now}
      onClick={() => void run(subject)}
    >
      {label}
    </Button>
  );
}
