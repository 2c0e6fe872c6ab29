import type { LightMyRequestResponse } from 'fastify'
import type { TestApp } from './app.ts'

/** Requests that share cookies, as from one browser. */
export interface CookieJar {
  cookies: Map<string, string>
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  post(
    url: string,
    fields: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
}

export function browserOf(app: TestApp): CookieJar {
  const cookies = new Map<string, string>()
  const headers = (more: Record<string, string>) => ({
    ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
    ...more,
  })
  const kept = (reply: LightMyRequestResponse) => {
    for (const { name, value, maxAge } of reply.cookies) {
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, value)
    }
    return reply
  }
  return {
    cookies,
    get: async (url, more = {}) => kept(await app.get(url, headers(more))),
    post: async (url, fields, more = {}) => kept(await app.post(url, fields, headers(more))),
  }
}
