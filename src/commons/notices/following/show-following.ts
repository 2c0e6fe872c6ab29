import { placeChoices } from '#commons/places/choices.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { followables } from './followable.ts'
import type { FollowingView } from './replies.ts'
import { readSettingsToken } from './settings-link.ts'
import { frequencyOf, subscriptionsOf } from './store.ts'

/** What a mailbox hears of, by kind, and how often. */
export async function showFollowing(ctx: Context, mailboxId: string): Promise<FollowingView> {
  const [frequency, subscriptions] = await Promise.all([
    frequencyOf(ctx.db, mailboxId),
    subscriptionsOf(ctx.db, mailboxId),
  ])
  const t = ctx.translate(ctx.lang)
  const kinds = await Promise.all(
    followables(ctx).map(async ({ kind, slug, label, toldAtOnce = false, named }) => {
      const own = subscriptions.filter((one) => one.kind === kind)
      const found =
        own.length === 0
          ? []
          : await named(
              ctx,
              own.map(({ subjectId }) => subjectId),
            )
      const byId = new Map(found.map((one) => [one.id, one]))
      return {
        kind: slug,
        label: t(label),
        subjects: own.flatMap(({ id, subjectId, origin }) => {
          const subject = byId.get(subjectId)
          return subject ? [{ ...subject, id, atOnce: toldAtOnce || origin === 'act' }] : []
        }),
      }
    }),
  )
  return { frequency, kinds: kinds.filter(({ subjects }) => subjects.length > 0), places: placeChoices(ctx) }
}

/** Whose settings the link from a letter shows. @throws NotFound */
export function mailboxOf(ctx: Pick<Context, 'secrets'>, token: string): string {
  const mailboxId = readSettingsToken(ctx.secrets.session, token)
  if (mailboxId === null) throw new NotFound()
  return mailboxId
}
