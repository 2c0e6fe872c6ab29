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
import { WaitingRoom } from './waiting-room.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** What is sent, made once: only Retry-After differs from one to the next. */
interface Refused {
  headers: string[]
  body: Buffer
}

const LOG_EVERY = 1_000

/**
 * While the queue of an action is full, who comes is told to come again before the request meets a route: ten times as many as can be
 * served must not take the time of those who are. Replies are made once for a language; the page leads home, not to itself. They are
 * told after a moment in the {@link WaitingRoom}, where some still get a place.
 */
export function turnAwayWhenFull(server: FastifyInstance, action: Action, crowd: Crowd, options: MountOptions): void {
  const path = new RegExp(`^/(?:(${langs.join('|')})|api/v1)${action.path.replaceAll(/:\w+/g, '[^/?]+')}/?(?:\\?|$)`)
  const kept = new Map<string, Refused>()
  const refusedOf = (kind: 'page' | 'problem', lang: Lang) => {
    const refused =
      kept.get(kind + lang) ??
      (kind === 'page'
        ? refusedWith(pageIn(options, lang), HTML)
        : refusedWith(problemIn(options, lang), 'application/problem+json; charset=utf-8'))
    kept.set(kind + lang, refused)
    return refused
  }
  const tell = counted((refused) => options.services.log.info({ action: action.name, refused }, 'turned away'))

  // A connection kept alive would hold the stop up.
  let closing = false
  const [answer] = server.server.listeners('request') as [Handler]
  const refuse = (request: IncomingMessage, response: ServerResponse) => {
    const lang = path.exec(request.url ?? '')?.[1] as Lang | undefined
    const { headers, body } = lang
      ? refusedOf('page', lang)
      : refusedOf('problem', preferredLang(request.headers['accept-language']))
    response.writeHead(503, [...headers, 'retry-after', secondsToWait(), ...(closing ? ['connection', 'close'] : [])])
    response.end(body)
    tell()
  }
  const room = new WaitingRoom<[IncomingMessage, ServerResponse]>({
    milliseconds: options.groupCommit.refusedAfter,
    most: options.groupCommit.held,
    leave(visitors) {
      let { free } = crowd
      for (const [request, response] of visitors) {
        // Who has gone meanwhile takes no place.
        if (response.destroyed) continue
        if (free-- > 0) answer(request, response)
        else refuse(request, response)
      }
    },
    refuse,
  })
  server.addHook('preClose', async () => {
    closing = true
    room.close()
  })
  server.server.removeAllListeners('request')
  server.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (crowd.isFull && request.method === 'POST' && path.test(request.url ?? '')) room.enter(request, response)
    else answer(request, response)
  })
}

function refusedWith(text: string, contentType: string): Refused {
  const body = Buffer.from(text)
  const headers = {
    ...bareHeaders,
    'cache-control': 'no-store',
    'content-type': contentType,
    'content-length': String(body.length),
  }
  return { headers: Object.entries(headers).flat(), body }
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
