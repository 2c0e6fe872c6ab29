/** A text as XML holds it, between tags and in attributes. */
export function xml(text: string): string {
  return (
    text
      // What XML does not allow at all, however it is written.
      .replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (character) => (/[\t\n\r]/.test(character) ? character : ''))
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}
