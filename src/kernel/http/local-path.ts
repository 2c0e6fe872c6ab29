import { isLang } from '#kernel/i18n/lang.ts'

/**
 * A path of this site without its language ('/ro/petitions/1?x' → '/petitions/1?x'), or null for anything that a browser or a proxy
 * on the way could read as another site: an open redirect would lend our name to a forged sign-in page.
 */
export function safePath(raw: unknown): string | null {
  if (typeof raw !== 'string' || raw.length > 2000 || !isPlainPath(raw)) return null
  const [path = '', query] = split(raw)
  // What a proxy that decodes once would see.
  const decoded = decodeOnce(path)
  if (decoded === null || !isPlainPath(decoded)) return null
  const [, lang = '', ...rest] = path.split('/')
  const bare = isLang(lang) ? `/${rest.join('/')}` : path
  return query === undefined ? bare : `${bare}?${query}`
}

/** One slash first, none doubled, no backslash, no dot segments, no space or control character. */
function isPlainPath(text: string): boolean {
  const [path = ''] = split(text)
  return /^\/(?!\/)/.test(path) && !/\/\/|\\/.test(path) && !/\/\.{1,2}(\/|$)/.test(path) && !/[\s\p{C}\\]/u.test(text)
}

function split(text: string): [string, string | undefined] {
  const [withoutHash = ''] = text.split('#')
  const at = withoutHash.indexOf('?')
  return at < 0 ? [withoutHash, undefined] : [withoutHash.slice(0, at), withoutHash.slice(at + 1)]
}

function decodeOnce(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
