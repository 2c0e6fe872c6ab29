import type { MessageKey } from '#kernel/i18n/translator.ts'
import { say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { TimelineStep } from '#ui/components/Timeline.tsx'
import type { PetitionView } from '../replies.ts'
import { goalsOf } from './goals.ts'

/** The road of a petition: what happened, where it stands, what comes next and what that brings. */
export function roadOf(reply: PetitionView, view: View): TimelineStep[] {
  return [...pastOf(reply, view), ...aheadOf(reply, view)]
}

function pastOf(reply: PetitionView, view: View): TimelineStep[] {
  const steps: { at: string; step: TimelineStep }[] = reply.events.map(({ kind, data, at }) => {
    const [part, name] = kind.split('.')
    const key = `petitions.${part}.event.${name}` as MessageKey
    return { at, step: { state: 'done', title: say(view.t, { key, args: data }), meta: view.date(at) } }
  })
  if (reply.publishedAt)
    steps.push({
      at: reply.publishedAt,
      step: { state: 'done', title: view.t('petitions.event.published'), meta: view.date(reply.publishedAt) },
    })
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ step }) => step)
}

function aheadOf(reply: PetitionView, view: View): TimelineStep[] {
  const { t } = view
  if (!reply.takesSignatures) return []
  const thresholds = goalsOf(reply.thresholds, view)
    .filter(({ crossedAt }) => crossedAt === null)
    .map(
      (threshold, at): TimelineStep => ({
        state: at === 0 ? 'now' : 'todo',
        title: t('petitions.road.threshold', {
          signatures: threshold.signatures,
          name: threshold.title,
        }),
        meta: [
          t('petitions.road.left', { left: Math.max(0, threshold.signatures - threshold.counted) }),
          t('petitions.signing.level-road', { level: threshold.level }),
        ].join(' · '),
      }),
    )
  const closing: TimelineStep[] = reply.closesOn
    ? [{ state: 'todo', title: t('petitions.road.closes'), meta: view.date(reply.closesOn) }]
    : []
  return [...thresholds, ...closing]
}
