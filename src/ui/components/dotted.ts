/** Parts of one line with dots between them; a line may end after a dot and does not begin with one. What is empty is left out. */
export function dotted(parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join('\u00a0· ')
}
