/** Text without the NULs that pad it. (`/\0+$/` tries every NUL of a run that does not stand at the end: its square.) */
export function withoutTrailingNulls(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}
