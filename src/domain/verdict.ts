/** Whether something can be done: it can; it cannot, and why; or it makes no sense here and is not shown. */
export type Verdict = true | string | null;
