/** Why something will not do, said as soon as it is so; nothing where there is nothing to say. */
export function Problem({ text }: { text: string | null | undefined }) {
  if (!text) return null;
  return (
    <p class="field-problem" role="alert">
      {text}
    </p>
  );
}
