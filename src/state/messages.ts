import { signal } from '@preact/signals';

export interface MessageAction {
  label: string;
  run: () => void;
}

export interface Message {
  id: number;
  /** News goes away by itself; an alert stays until it is dismissed. */
  tone: 'news' | 'alert';
  text: string;
  /** File names or further lines. */
  lines: readonly string[];
  action: MessageAction | null;
  /** A second thing that can be done. */
  other: MessageAction | null;
}

export const messages = signal<readonly Message[]>([]);

const NEWS_MS = 6000;
const NEWS_WITH_ACTION_MS = 15_000;
let nextId = 1;

interface Extra {
  lines?: readonly string[];
  action?: MessageAction;
  other?: MessageAction;
  /** Stays until dismissed. */
  lasting?: boolean;
}

/** Tells news. @returns a function that takes the message away */
export function tell(text: string, { lines = [], action, other, lasting = false }: Extra = {}): () => void {
  const id = show({ tone: 'news', text, lines, action: action ?? null, other: other ?? null });
  if (!lasting) setTimeout(() => dismiss(id), action ? NEWS_WITH_ACTION_MS : NEWS_MS);
  return () => dismiss(id);
}

/** Tells what failed, why, and what can be done. */
export function alertPerson(text: string, extra: Extra = {}): void {
  alertUntil(text, extra);
}

/** Tells what is wrong for now. @returns a function that takes the message away, when it is right again */
export function alertUntil(text: string, { lines = [], action, other }: Extra = {}): () => void {
  const id = show({ tone: 'alert', text, lines, action: action ?? null, other: other ?? null });
  return () => dismiss(id);
}

function show(message: Omit<Message, 'id'>): number {
  const id = nextId++;
  messages.value = [...messages.value, { ...message, id }];
  return id;
}

export function dismiss(id: number): void {
  messages.value = messages.value.filter((message) => message.id !== id);
}
