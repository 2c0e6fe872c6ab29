/**
 * A text that a person wrote, as HTML.
 *
 * `html` goes into the page as it is. It must come from the allow-list sanitizer of the house (Markdown to safe HTML) and from
 * nowhere else: this is the one place where Preact's escaping is switched off.
 */
export function Prose({ html, lang }: { html: string; lang?: string | undefined }) {
  return <div class="prose" lang={lang} dangerouslySetInnerHTML={{ __html: html }} />
}
