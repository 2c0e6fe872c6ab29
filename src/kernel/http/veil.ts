import type { FastifyRequest } from 'fastify'
import type { Db } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Context } from './context.ts'
import type { Audience } from './endpoint.ts'
import { contextOf, type Mounting } from './mounting.ts'

/** Says of whoever asks whether they see what others do not. @throws Refusal of who would see it and has to show more first */
export type SeenBy = (ctx: Context) => boolean

/** Something at addresses of everybody that only some may see yet; a part declares it. To all others nothing is there: 404. */
export interface Veil {
  /** How the paths of endpoints begin: `/processes/:number`. */
  path: string
  /** Asked each time that a reply is made; null where everybody sees it, as then copies of the reply are everybody's. */
  seenBy(db: Db, params: Record<string, unknown>): Promise<SeenBy | null>
}

/** Instead of a copy for everybody. Uncaught it is what strangers are told. */
export class Veiled extends NotFound {}

/** What a use-case learns of this request: also who asks where the endpoint is personal, or where not everybody may see. @throws NotFound */
export async function contextFor(
  mounting: Mounting,
  request: FastifyRequest,
  lang: Lang,
  endpoint: { path: string; audience: Audience },
  params: Record<string, unknown>,
): Promise<{ context: Context; veiled: boolean }> {
  const seenBy = await seenByOf(mounting, endpoint, params)
  const context = await contextOf(mounting, request, lang, seenBy ? 'personal' : endpoint.audience)
  if (seenBy && !seenBy(context)) throw new NotFound()
  return { context, veiled: seenBy !== null }
}

/** @throws Veiled where not everybody may see what an endpoint shows */
export async function refuseVeiled(
  mounting: Mounting,
  endpoint: { path: string },
  params: Record<string, unknown>,
): Promise<void> {
  if (await seenByOf(mounting, endpoint, params)) throw new Veiled()
}

async function seenByOf(
  { options: { services, veils } }: Mounting,
  { path }: { path: string },
  params: Record<string, unknown>,
): Promise<SeenBy | null> {
  const veil = veils.find((one) => path === one.path || path.startsWith(`${one.path}/`))
  return (await veil?.seenBy(services.db, params)) ?? null
}
