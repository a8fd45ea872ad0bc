import { type ComponentChildren, createContext } from 'preact';
import { useContext, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button, type ButtonProps, IconButton } from './Button';
import { focusFirst, focusPlace, placeOf } from './focus';
import { modalClosed, modalOpened } from './modals';
import { UnsavedScope, useUnsaved, useUnsavedScope, type Words } from './unsaved';
import './dialog.css';

interface DialogProps {
  /** Its accessible name and its heading. */
  title: string;
  class?: string;
  /** Whether something was typed or chosen that would be lost: then whoever leaves is asked. */
  changed?: boolean;
  /** What of it was typed, but for secrets: it is given back where the page is loaded anew. */
  words?: Words;
  /** Esc, the cross, or a `LeaveButton`. */
  onClose: () => void;
  /** The name of a cross at the top; without it, the buttons at the bottom must offer a way out. */
  leaveLabel?: string;
  /** Keys that the whole dialog answers to. */
  onKeyDown?: (event: KeyboardEvent) => void;
  /** The row of buttons at the bottom. */
  foot?: ComponentChildren;
  children: ComponentChildren;
}

const Leave = createContext(() => {});

/** A modal dialog. [Note: Where the focus is] */
export function Dialog({
  title,
  class: className = '',
  changed = false,
  words,
  onClose,
  children,
  ...rest
}: DialogProps) {
  const { leaveLabel, onKeyDown, foot } = rest;
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { leave, asked } = useLeave(onClose, { name: title, changed, words });
  const requests = closeRequests(element, () => leave());
  useModal(element);
  return asked(
    <dialog
      ref={element}
      class={`dialog ${className}`}
      aria-labelledby={heading}
      {...requests}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        requests.onKeyDown(event);
      }}
    >
      <div class="dialog-head">
        <h2 id={heading}>{title}</h2>
        {leaveLabel && <IconButton icon="close" label={leaveLabel} onClick={() => leave()} />}
      </div>
      <div class="dialog-body">{children}</div>
      <div data-messages />
      {foot && <div class="dialog-foot">{foot}</div>}
    </dialog>,
  );
}

/** What a modal dialog element answers with when the person, or the platform, wants it closed. */
export function closeRequests(element: { readonly current: HTMLDialogElement | null }, leave: () => void) {
  return {
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      // Left to the platform, a second Esc would close without asking (HTML, "close watcher").
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) leave();
    },
    onCancel(event: Event) {
      if (event.target !== element.current) return;
      event.preventDefault();
      leave();
    },
    /** The gesture "back" of a phone may have closed it without asking. */
    onClose(event: Event) {
      const dialog = element.current;
      if (!dialog?.isConnected || event.target !== dialog) return;
      dialog.showModal();
      leave();
    },
  };
}

interface Leaving extends Pick<DialogProps, 'changed' | 'words'> {
  /** The title of what is left. */
  name: string;
}

/**
 * Closing that asks first, where something would be lost.
 * @returns `leave`, which does what it is given, else closes; `asked`, around what belongs to the dialog; and what is unsaved there
 */
export function useLeave(onClose: () => void, { name, changed = false, words }: Leaving) {
  const unsaved = useUnsavedScope(name);
  const [after, setAfter] = useState<(() => void) | null>(null);
  useUnsaved(changed, words, unsaved);
  const leave = (go: () => void = onClose) => {
    if (unsaved.size > 0) setAfter(() => go);
    else go();
  };
  const discard = () => {
    unsaved.clear();
    setAfter(null);
    after?.();
  };
  const asked = (dialog: ComponentChildren) => (
    <UnsavedScope.Provider value={unsaved}>
      <Leave.Provider value={leave}>{dialog}</Leave.Provider>
      {after && <DiscardDialog onDiscard={discard} onGoOn={() => setAfter(null)} />}
    </UnsavedScope.Provider>
  );
  return { leave, asked, unsaved };
}

/** Closes the dialog that it stands in, as Esc does: what was changed is asked about. */
export function LeaveButton({ children = 'Cancel', ...rest }: Omit<ButtonProps, 'onClick'>) {
  const leave = useContext(Leave);
  return (
    <Button {...rest} onClick={() => leave()}>
      {children}
    </Button>
  );
}

interface DiscardDialogProps {
  onDiscard: () => void;
  onGoOn: () => void;
}

/** Asks before words go that are kept nowhere. */
export function DiscardDialog({ onDiscard, onGoOn }: DiscardDialogProps) {
  return (
    <Dialog
      title="Discard what you typed?"
      class="small"
      onClose={onGoOn}
      foot={
        <>
          <Button onClick={onGoOn}>Go on</Button>
          <Button look="main" class="danger" onClick={onDiscard}>
            Discard
          </Button>
        </>
      }
    >
      <p>What you typed or chose here is not saved.</p>
    </Dialog>
  );
}

/**
 * Opens a dialog element as a modal one while its component is there.
 * @param onClosed puts the focus somewhere else than where it was before
 */
export function useModal(element: { readonly current: HTMLDialogElement | null }, onClosed?: () => void): void {
  useLayoutEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    const { activeElement } = document;
    const opener = placeOf(activeElement);
    // Else the platform gives it the focus back by itself, and what hears of that takes it for where somebody is.
    if (activeElement instanceof HTMLElement) activeElement.blur();
    dialog.showModal();
    modalOpened(dialog);
    focusFirst(dialog);
    return () => {
      dialog.close();
      modalClosed(dialog);
      if (onClosed) onClosed();
      else focusPlace(opener);
    };
  }, []);
}
