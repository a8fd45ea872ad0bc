import * as v from 'valibot';

/** A value as a schema has it; undefined where it is something else. */
export function parsed<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}

/** A value as a schema has it; or which of its properties is wrong, and why. */
export function parsedOrWrong<Output>(
  schema: v.GenericSchema<unknown, Output>,
  value: unknown,
): Output | { wrong: string } {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  return { wrong: `${v.getDotPath(issue)?.split('.')[0] ?? 'settings'}: ${issue.message}` };
}
