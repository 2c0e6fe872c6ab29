import { FROM } from '#kernel/i18n/view.ts'
import { safePath } from './local-path.ts'

/** The list that an address or a form says one came from: a path of this site, or nothing. */
export function readFrom(raw: unknown): string | undefined {
  return safePath(raw) ?? undefined
}

/**
 * Where one goes after an act: back to the list as it was left when that is the list one came from, else onward with the way back. It
 * never leads anywhere that the act would not have led to.
 *
 * @param path where the act leads, without language
 */
export function withFrom(path: string, from: string | undefined): string {
  if (from === undefined) return path
  const list = from.split('?')[0]
  if (path === list) return from
  return path.startsWith(`${list}/`) && !path.includes('?') ? `${path}?${FROM}=${encodeURIComponent(from)}` : path
}
