import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Other sites may show it in a frame. It runs nothing and loads nothing but its style. */
    embeddable?: boolean
  }
}

/** What protects a reply that meets no hook. */
export const bareHeaders = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** The headers by which browsers protect people. Made once: none of them depends on the request. */
export function protectReplies(server: FastifyInstance, publicUrl: string): void {
  const headers = headersFor(publicUrl)
  const { 'x-frame-options': _, ...embeddable } = { ...headers, 'content-security-policy': EMBEDDABLE }
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(request.routeOptions.config?.embeddable ? embeddable : headers)
  })
}

const EMBEDDABLE = "default-src 'none';style-src 'self';img-src 'self';frame-ancestors *"

function headersFor(publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  return {
    ...bareHeaders,
    'content-security-policy': [
      "default-src 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
      ...(secure ? ['upgrade-insecure-requests'] : []),
    ].join(';'),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-permitted-cross-domain-policies': 'none',
    // The filter of old browsers made holes of its own.
    'x-xss-protection': '0',
    ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  }
}
