import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { sayIfKnown } from '#kernel/i18n/translator.ts'
import { titleOf } from './describe-own.ts'
import { ownDatasetsOf } from './make-own.ts'
import { makeOwnData } from './permission.ts'
import type { OwnDataDesk } from './replies.ts'
import { askForAll, type OwnState, ownStates } from './store.ts'

/** What the platform publishes of itself, and how each dataset stands. @throws SignInNeeded, Forbidden */
export async function showOwnData(ctx: Context): Promise<OwnDataDesk> {
  permit(ctx, makeOwnData)
  const states = new Map((await ownStates(ctx.db)).map((one) => [one.name, one]))
  return {
    items: ownDatasetsOf(ctx).map(({ name, entry }) => {
      const state = states.get(name)
      return {
        name,
        title: inLang(titleOf(ctx, entry), ctx.lang),
        dataset:
          state?.dataset?.state === 'published' || state?.dataset?.state === 'withdrawn' ? state.dataset.name : null,
        state: stateOf(state),
        version: state?.version?.seq ?? null,
        rows: state?.version?.rows ?? null,
        madeAt: state?.madeAt?.toISOString() ?? null,
        refusal: state?.refusal ? (sayIfKnown(ctx.translate(ctx.lang), state.refusal) ?? state.refusal) : null,
      }
    }),
    asked: [...states.values()].some(isAsked),
  }
}

/** Has all of it made anew, soon. @throws SignInNeeded, Forbidden */
export async function askForOwnData(ctx: WriteContext): Promise<void> {
  const by = permit(ctx, makeOwnData)
  const names = ownDatasetsOf(ctx).map(({ name }) => name)
  await askForAll(ctx.tx, names, ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.own-data.make',
    subject: { kind: 'open-data.own-data', id: 'all' },
    data: { datasets: names.length },
    now: ctx.now,
  })
}

/** How many were refused, for the hub of the workspace. */
export async function refusedNow(ctx: Context): Promise<Waiting> {
  return { count: (await ownStates(ctx.db)).filter(({ refusal }) => refusal !== null).length }
}

const isAsked = ({ askedAt, madeAt }: OwnState) => askedAt !== null && (madeAt === null || askedAt > madeAt)

function stateOf(state: OwnState | undefined): OwnDataDesk['items'][number]['state'] {
  if (!state?.madeAt) return 'not-made'
  if (state.refusal !== null || state.version?.state === 'failed' || state.version?.state === 'recalled')
    return 'refused'
  if (!state.dataset || !state.version) return 'empty'
  if (state.dataset.state === 'withdrawn') return 'withdrawn'
  return state.version.state === 'published' ? 'published' : 'reading'
}
