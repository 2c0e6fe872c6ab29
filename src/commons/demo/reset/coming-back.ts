import type { FastifyInstance } from 'fastify'
import { Refusal } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'

export const COMING_BACK = 'demo.coming-back'
const RETRY_AFTER_SECONDS = 10
/** What balancers and browsers need even then: the page that says so has a style too. */
const ALWAYS = /^\/(assets\/|livez|readyz|metrics)/

/** While the demo is put back every address answers 503 with a page that says so: nobody sees half of it. */
export function answerNothingWhileStill(server: FastifyInstance, { demo, standstill }: Services): void {
  if (!demo) return
  server.addHook('onRequest', async (request) => {
    if (ALWAYS.test(request.url) || !(await standstill.since())) return
    throw new Refusal(503, { key: COMING_BACK }, { 'retry-after': String(RETRY_AFTER_SECONDS) })
  })
}
