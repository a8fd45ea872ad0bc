import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from './Button';

interface DialogProps {
  /** Its accessible name and its heading. */
  title: string;
  class?: string;
  /** Esc, or the cross. */
  onClose: () => void;
  /** The name of a cross at the top; without it, the buttons at the bottom must offer a way out. */
  leaveLabel?: string;
  /** Keys that the whole dialog answers to. */
  onKeyDown?: (event: KeyboardEvent) => void;
  /** The row of buttons at the bottom. */
  foot?: ComponentChildren;
  children: ComponentChildren;
}

/** A modal dialog: the browser keeps the focus inside and gives it back to where it was. */
export function Dialog({ title, class: className = '', onClose, leaveLabel, onKeyDown, foot, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useModal(element);
  return (
    <dialog
      ref={element}
      class={`dialog ${className}`}
      aria-labelledby={heading}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        if (event.target !== element.current) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={heading}>{title}</h2>
        {leaveLabel && <IconButton icon="close" label={leaveLabel} onClick={onClose} />}
      </div>
      <div class="dialog-body">{children}</div>
      {foot && <div class="dialog-foot">{foot}</div>}
    </dialog>
  );
}

/**
 * Opens a dialog element as a modal one while its component is there.
 * @param onClosed puts the focus somewhere else than where it was before
 */
export function useModal(element: { readonly current: HTMLDialogElement | null }, onClosed?: () => void): void {
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (onClosed) onClosed();
      else if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}
