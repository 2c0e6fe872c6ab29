import type { LightMyRequestResponse } from 'fastify'
import type { Json } from '#commons/ledger/canonical-json.ts'
import type { Process } from '#commons/processes/process.ts'
import { type Bytes, fromBase64, toBase64url } from '#modules/budgeting/tokens/browser/bytes.ts'
import { requestToken } from '#modules/budgeting/tokens/browser/token.ts'
import { issuerOf } from '#modules/budgeting/tokens/store.ts'
import type { TestApp } from './app.ts'
import type { TestPerson } from './people.ts'

/** Somebody with a token, as the browser of a voter has it. */
export interface Voter {
  pk: string
  signature: string
  /** What is sent to cast these choices. */
  ballot(
    seq: number,
    picks: Json,
  ): Promise<{
    pk: string
    prepared: string
    signature: string
    seq: number
    picks: Json
    edSig: string
  }>
  /** The issuer's answer. */
  reply: LightMyRequestResponse
}

/** Gets a token as the page does. With `mayFail` the answer may be a refusal, and then only `reply` is of use. */
export async function takeToken(
  app: TestApp,
  process: Process,
  person: TestPerson,
  code: Bytes,
  { mayFail = false, age }: { mayFail?: boolean; age?: string } = {},
): Promise<Voter> {
  const issuer = await issuerOf(app.services.db, process.id)
  if (!issuer) throw new Error('no issuer')
  const request = await requestToken(code, process.number, new Uint8Array(issuer.spki))
  const reply = await app.postJson(
    `/api/v1/processes/${process.number}/token`,
    { blinded: toBase64url(request.blinded), place: 'md-cu-botanica', oldEnough: true, age },
    { ...person.headers, 'sec-fetch-site': 'same-origin' },
  )
  if (reply.statusCode !== 200 && !mayFail) throw new Error(reply.body)
  const signature =
    reply.statusCode === 200 ? toBase64url(await request.finish(fromBase64(reply.json().signature))) : ''
  const pk = toBase64url(request.key.pk)
  return {
    pk,
    signature,
    reply,
    ballot: async (seq, picks) => ({
      pk,
      prepared: toBase64url(request.prepared),
      signature,
      seq,
      picks,
      edSig: toBase64url(await request.key.sign(process.number, seq, picks)),
    }),
  }
}
