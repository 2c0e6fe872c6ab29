import type { FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { Onward } from '#kernel/errors.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Translate } from '#kernel/i18n/translator.ts'
import type { View, ViewMaker } from '#kernel/i18n/view.ts'
import { type Context, nobody, type Services, type Viewer } from './context.ts'
import type { Action, Audience } from './endpoint.ts'
import type { GroupCommit, GroupCommitOptions } from './group-commit.ts'
import type { Pressure } from './pressure.ts'
import type { PublicCache } from './public-cache.ts'
import { sourceOf } from './source.ts'
import type { Veil } from './veil.ts'

export interface MountOptions {
  services: Services
  views: ViewMaker
  translators: Record<Lang, Translate>
  identify(request: FastifyRequest, now: Date): Promise<Viewer>
  /** @param more the texts that were typed into a form that was refused, and where one may go instead */
  errorPage(
    problem: { status: number; title: string; code: string; detail?: string },
    view: View,
    more?: { words: string[]; onward: Onward | null },
  ): VNode
  /** Where a browser is led that was refused with 401 and this code: a path without language that takes `next`. */
  signInPath(code: string): string
  /** Seconds that a public reply may be kept; 0 in tests. */
  publicSeconds: number
  /** Wrong replies are bugs: tests and development refuse them, production sends what the schema names. */
  checkReplies: boolean
  /** Says on an old copy of a page when it was made. */
  asOf(at: Date, view: View): VNode
  /** How pressed this process is just now. */
  pressure(): Pressure
  /** What stands at addresses of everybody and is not for everybody yet. */
  veils: readonly Veil[]
  /** How acts that come in crowds share transactions. */
  groupCommit: GroupCommitOptions
}

/** A room being served: what the handlers of its endpoints need. */
export interface Mounting {
  room: string
  options: MountOptions
  cache: PublicCache
  /** The batches of actions that do many acts in one transaction. */
  crowds: Map<Action, Crowd>
}

/** Acts of one action on their way into a common transaction. */
export type Crowd = GroupCommit<{ ctx: Context; params: any; body: any }, unknown>

/** What a use-case learns of this request; who asks is looked up only where the endpoint is personal. */
export async function contextOf(
  { options }: Mounting,
  request: FastifyRequest,
  lang: Lang,
  audience: Audience,
): Promise<Context> {
  const now = options.services.clock.now()
  return {
    ...options.services,
    now,
    lang,
    source: sourceOf(request.ip ?? ''),
    viewer: audience === 'personal' ? await options.identify(request, now) : nobody,
  }
}

/** What everybody gets: the use-case learns neither who asks nor from where. */
export function publicContext({ options: { services } }: Mounting, lang: Lang): Context {
  return { ...services, now: services.clock.now(), lang, source: '', viewer: nobody }
}
