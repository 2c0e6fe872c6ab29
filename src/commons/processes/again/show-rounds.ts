import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { Process } from '../process.ts'
import type { RoundsView } from './replies.ts'
import { type Round, roundsOf } from './store.ts'

/** What a process goes back to and in which ones it is held again, in the reader's language. */
export async function showRounds(ctx: Context, process: Pick<Process, 'id'>): Promise<RoundsView> {
  const rounds = await roundsOf(ctx.db, process)
  const shown = ({ number, slug, title, reason, at, cancelled }: Round) => ({
    ...{ number, slug, reason, cancelled },
    title: inLang(title, ctx.lang),
    at: at.toISOString(),
  })
  return { of: rounds.of && shown(rounds.of), in: rounds.in.map(shown) }
}
