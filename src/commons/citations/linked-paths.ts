const HREF = /<a\s[^>]*?href="([^"]*)"/g
/** A text with more is a list of links, not an argument. */
const MOST = 30

/**
 * Paths of this site to which a cleaned text links, each once and without language, query and anchor.
 *
 * @param html as `markdownToHtml` writes it
 * @param publicUrl where this site is, without a slash at the end
 */
export function linkedPaths(html: string, publicUrl: string): string[] {
  const here = new URL(publicUrl)
  const paths = new Set<string>()
  for (const [, written] of html.matchAll(HREF)) {
    const href = (written as string).replaceAll('&amp;', '&')
    // Such as 'pagina.html' or '#sus': it leads somewhere else from each page on which the text stands.
    if (!/^(?:https?:\/)?\//.test(href) || !URL.canParse(href, here)) continue
    const { host, pathname } = new URL(href, here)
    if (host === here.host) paths.add(pathname.replace(/^\/(?:ro|ru|en)(?=\/)/, ''))
    if (paths.size === MOST) break
  }
  return [...paths]
}
