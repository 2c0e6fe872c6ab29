import type { FastifyRequest } from 'fastify'

/**
 * Whether an unsafe request may act with the cookies it carries. Browsers say where a request comes from, so no token is
 * needed in pages, and cached copies can hold forms. A bearer token is no cookie: no page of another site can make a browser
 * send one. (It can make it send `Basic`, so that does not count.)
 */
export function mayActWithCookies(request: FastifyRequest, publicOrigin: string): boolean {
  if (/^bearer /i.test(request.headers.authorization ?? '')) return true
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = request.headers.origin
  if (origin !== undefined) return origin === publicOrigin
  // Neither header: not a browser of the last years, or a program. It brings no cookie, so it has no one's power.
  return request.headers.cookie === undefined
}
