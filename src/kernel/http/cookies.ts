import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Cookies } from './context.ts'

/** Cookie names get the `__Host-` prefix on https, which binds them to this very host and to Secure. */
export function cookieName(name: string, publicUrl: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name
}

/** Collects cookies during the act; they leave only when it is committed. */
export class CookieJar implements Cookies {
  private readonly changes: { name: string; value: string; maxAge: number }[] = []

  private readonly request: FastifyRequest
  private readonly publicUrl: string

  constructor(request: FastifyRequest, publicUrl: string) {
    this.request = request
    this.publicUrl = publicUrl
  }

  get(name: string): string | undefined {
    return this.request.cookies[cookieName(name, this.publicUrl)]
  }

  set(name: string, value: string, maxAgeSeconds: number): void {
    this.changes.push({ name, value, maxAge: maxAgeSeconds })
  }

  clear(name: string): void {
    this.changes.push({ name, value: '', maxAge: 0 })
  }

  send(reply: FastifyReply): void {
    for (const { name, value, maxAge } of this.changes)
      reply.setCookie(cookieName(name, this.publicUrl), value, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: this.publicUrl.startsWith('https:'),
        maxAge,
      })
  }
}
