const EXCERPT = 140

/** The beginning of a text on one line, for lists. */
export function excerpt(text: string): string {
  const letters = Array.from(text.replaceAll(/\s+/g, ' '))
  return letters.length > EXCERPT ? `${letters.slice(0, EXCERPT).join('')}…` : letters.join('')
}
