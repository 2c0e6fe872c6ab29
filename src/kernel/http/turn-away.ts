import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { type Lang, langs, preferredLang } from '#kernel/i18n/lang.ts'
import type { Action } from './endpoint.ts'
import { Busy, secondsToWait } from './group-commit.ts'
import type { Crowd, MountOptions } from './mounting.ts'
import { DOCTYPE, HTML } from './page-reply.ts'
import { problemOf } from './problem.ts'
import { bareHeaders } from './security-headers.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const LOG_EVERY = 1_000

/**
 * While the queue of an action is full, who comes is told to come again before the request meets a route: ten times as many as can be
 * served must not take the time of those who are. Replies are made once for a language; the page leads home, not to itself.
 */
export function turnAwayWhenFull(server: FastifyInstance, action: Action, crowd: Crowd, options: MountOptions): void {
  const path = new RegExp(`^/(?:(${langs.join('|')})|api/v1)${action.path.replaceAll(/:\w+/g, '[^/?]+')}/?(?:\\?|$)`)
  const kept = new Map<string, Buffer>()
  const bodyOf = (kind: 'page' | 'problem', lang: Lang) => {
    const body =
      kept.get(kind + lang) ?? Buffer.from(kind === 'page' ? pageIn(options, lang) : problemIn(options, lang))
    kept.set(kind + lang, body)
    return body
  }
  const tell = counted((refused) => options.services.log.info({ action: action.name, refused }, 'turned away'))

  const [answer] = server.server.listeners('request') as [Handler]
  server.server.removeAllListeners('request')
  server.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const found = crowd.isFull && request.method === 'POST' ? path.exec(request.url ?? '') : null
    if (!found) return answer(request, response)
    const lang = found[1] as Lang | undefined
    const body = lang ? bodyOf('page', lang) : bodyOf('problem', preferredLang(request.headers['accept-language']))
    response.writeHead(503, {
      ...bareHeaders,
      'retry-after': secondsToWait(),
      'cache-control': 'no-store',
      'content-type': lang ? HTML : 'application/problem+json; charset=utf-8',
      'content-length': body.length,
      // A connection kept alive would hold the stop up.
      ...(!server.server.listening && { connection: 'close' }),
    })
    response.end(body)
    tell()
  })
}

function pageIn({ translators, views, services, errorPage }: MountOptions, lang: Lang): string {
  const problem = problemOf(new Busy(), translators[lang])
  return DOCTYPE + renderToString(errorPage(problem, views(lang, '/', services.clock.now())))
}

function problemIn({ translators }: MountOptions, lang: Lang): string {
  return JSON.stringify(problemOf(new Busy(), translators[lang]))
}

/** One line a second instead of one for each. */
function counted(tell: (times: number) => void): () => void {
  let times = 0
  return () => {
    times += 1
    if (times > 1) return
    setTimeout(() => {
      tell(times)
      times = 0
    }, LOG_EVERY).unref()
  }
}
