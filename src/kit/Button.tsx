import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'> {
  icon?: IconName;
  /** "main" is the one thing a screen is for; "quiet" has no frame until it is pointed at. */
  look?: 'main' | 'plain' | 'quiet';
  disabled?: boolean;
  /** While its work goes on it does nothing; it keeps the focus, which a disabled button would lose. */
  busy?: boolean;
  children?: ComponentChildren;
}

export function Button({ icon, look = 'plain', busy = false, children, class: className = '', ...rest }: ButtonProps) {
  const waiting = busy ? { 'aria-disabled': true, onClick: undefined } : {};
  return (
    <button type="button" class={`button ${look} ${className}`} {...rest} {...waiting}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'label'> {
  icon: IconName;
  /** The accessible name, and the tooltip. */
  label: string;
  look?: 'main' | 'plain' | 'quiet';
  disabled?: boolean;
}

export function IconButton({ icon, label, look = 'quiet', class: className = '', ...rest }: IconButtonProps) {
  return (
    <button type="button" class={`button only-icon ${look} ${className}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} size={17} />
    </button>
  );
}
