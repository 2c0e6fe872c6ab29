/**
 * An address of the web as RDF allows it (RFC 3987): what somebody typed or imported may hold what would break a whole document.
 *
 * @returns null for what is no address
 */
export function webIri(typed: string): string | null {
  const url = URL.parse(typed.trim())
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || NO_IRI.test(url.host)) return null
  // A name and a password in an address are nobody's business.
  return url.origin + encoded(url.pathname) + encoded(url.search) + encoded(url.hash)
}

/** In names of hosts browsers let them stand. */
const NO_IRI = /[\s<>"{}|\\^`]/

/** What browsers let stand and RFC 3986 does not. A mark that begins a part may stand there once. */
function encoded(part: string): string {
  return (
    part.slice(0, 1) +
    part
      .slice(1)
      .replaceAll(/[\s<>"{}|\\^`[\]#]/g, encodeURIComponent)
      .replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25')
  )
}

/** @returns null for what is no address of a mailbox */
export function mailIri(typed: string): string | null {
  const found = /^([^\s@<>"]+)@([^\s@<>"]+)$/.exec(typed.trim())
  if (!found?.[1] || !found[2]) return null
  return `mailto:${encodeURIComponent(found[1].toWellFormed())}@${encodeURIComponent(found[2].toWellFormed())}`
}
