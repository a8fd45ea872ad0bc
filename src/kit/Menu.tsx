import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from './Button';
import { Icon, type IconName } from './Icon';
import './menu.css';

export interface MenuItem {
  label: string;
  icon: IconName;
  /** A choice among several: says whether it is the one. */
  checked?: boolean;
  /** Why it cannot be used now; it stays in the menu and says so. */
  disabled?: string;
  run: () => void;
}

interface MenuProps {
  /** The button's accessible name, and the menu's. */
  label: string;
  icon: IconName;
  /** Worked out when it opens, where that takes a function. */
  items: readonly MenuItem[] | (() => readonly MenuItem[]);
  /** The button's class, and its label under the icon: for the bar of a phone. */
  labelled?: string;
  tabIndex?: number;
}

const GAP = 4;

/**
 * A menu button (ARIA Authoring Practices, "Menu Button"): arrows, Home, End and first letters move, Esc closes. Ninety
 * lines on the platform's popover instead of twenty kilobytes before the first rows show.
 */
export function Menu({ label, icon, items, labelled, tabIndex }: MenuProps) {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLSpanElement>(null);
  const id = useId();

  // Before the next key can come: the focus must be inside by then.
  useLayoutEffect(() => {
    const element = menu.current;
    if (!open || !element) return;
    element.showPopover();
    place(element, anchor.current);
    (
      element.querySelector<HTMLElement>('[aria-checked=true]') ?? element.querySelector<HTMLElement>('button')
    )?.focus();
  }, [open]);

  const close = () => {
    setOpen(false);
    anchor.current?.querySelector('button')?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // A letter that begins no item's name is no command for the page behind.
    event.stopPropagation();
    const buttons = Array.from(menu.current?.querySelectorAll('button') ?? []);
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const target = keyTarget(event.key, at, buttons);
    if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      event.preventDefault();
    } else if (target) {
      target.focus();
      event.preventDefault();
    }
  };

  const button = {
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open,
    'aria-controls': open ? id : undefined,
    tabIndex,
    onClick: () => setOpen(!open),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      setOpen(true);
    },
  };
  return (
    <span ref={anchor} class="menu-anchor">
      {labelled ? (
        <button type="button" class={labelled} {...button}>
          <Icon name={icon} />
          <span class="menu-name">{label}</span>
        </button>
      ) : (
        <IconButton icon={icon} label={label} {...button} />
      )}
      {open && (
        <div
          ref={menu}
          id={id}
          class="menu"
          role="menu"
          aria-label={label}
          popover="auto"
          tabIndex={-1}
          onKeyDown={onKeyDown}
          onToggle={(event) => {
            if (event.newState === 'closed') setOpen(false);
          }}
        >
          {(typeof items === 'function' ? items() : items).map((item) => (
            <button
              key={item.label}
              type="button"
              class="menu-item"
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              aria-disabled={item.disabled ? true : undefined}
              aria-label={item.label}
              aria-describedby={item.disabled ? `${id}-${item.label}` : undefined}
              tabIndex={-1}
              onClick={() => {
                if (item.disabled) return;
                close();
                item.run();
              }}
            >
              <Icon name={item.icon} />
              <span class="menu-label">
                {item.label}
                {item.disabled && <small id={`${id}-${item.label}`}>{item.disabled}</small>}
              </span>
              {item.checked && <Icon name="check" />}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}

function keyTarget(key: string, at: number, buttons: HTMLElement[]): HTMLElement | undefined {
  if (key === 'ArrowDown') return buttons[(at + 1) % buttons.length];
  if (key === 'ArrowUp') return buttons.at(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return buttons[0];
  if (key === 'End') return buttons.at(-1);
  if (key.length !== 1) return undefined;
  const rest = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
  return rest.find((button) => button.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}

function place(menu: HTMLElement, anchor: HTMLElement | null): void {
  const at = anchor?.getBoundingClientRect();
  if (!at) return;
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + GAP + height <= innerHeight;
  menu.style.left = `${Math.max(GAP, Math.min(at.left, innerWidth - width - GAP))}px`;
  menu.style.top = `${below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`;
}
