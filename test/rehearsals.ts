import { sql } from 'kysely'
import { makeRehearsal } from '#commons/processes/rehearsal/make-rehearsal.ts'
import { requestNumbered } from '#commons/processes/rehearsal/request-store.ts'
import { findProcess } from '#commons/processes/store.ts'
import type { TestApp } from './app.ts'

/** What a reply to whoever asked for a rehearsal leads to. */
export async function requestIn(app: TestApp, reply: { headers: Record<string, unknown>; body: string }) {
  const found = /processes\/(\d+)\/rehearsals\/(\d+)/.exec(String(reply.headers.location))
  if (!found) throw new Error(`no rehearsal was asked for: ${reply.body.slice(0, 500)}`)
  const { id } = await findProcess(app.services.db, Number(found[1]))
  const request = await requestNumbered(app.services.db, id, Number(found[2]))
  if (!request) throw new Error('no request')
  return { ...request, path: `/work/processes/${found[1]}/rehearsals/${found[2]}` }
}

/** Makes the rehearsal that a reply leads to, as the worker would. @returns its number */
export async function madeRehearsal(
  app: TestApp,
  reply: { headers: Record<string, unknown>; body: string },
): Promise<number> {
  const { id, processId, number } = await requestIn(app, reply)
  await makeRehearsal(app.services, id)
  const request = await requestNumbered(app.services.db, processId, number)
  if (!request?.made) throw new Error(`not made: ${JSON.stringify(request?.failure)}`)
  return request.made
}

/** From now on the request asks for votes of elsewhere that are not there: making it fails on the way. */
export async function rehearseWithNothing(app: TestApp, id: string): Promise<void> {
  const votesOf = { title: 'Nicăieri', path: '/processes/imported/999999', rule: 'greedy' }
  await sql`
    UPDATE processes.rehearsal_request SET spec = spec || ${JSON.stringify({ votesOf })}::jsonb WHERE id = ${id}`.execute(
    app.services.db,
  )
}
