import { computed, signal } from '@preact/signals';

const open = signal<readonly HTMLDialogElement[]>([]);

/** The modal dialog on top: all else on the page is inert, to the pointer, the keyboard and screen readers. */
export const topModal = computed(() => open.value.at(-1) ?? null);

export function modalOpened(dialog: HTMLDialogElement): void {
  open.value = [...open.peek(), dialog];
}

export function modalClosed(dialog: HTMLDialogElement): void {
  open.value = open.peek().filter((each) => each !== dialog);
}
