import type { View } from '#kernel/i18n/view.ts'
import type { TimelineStep } from '#ui/components/Timeline.tsx'
import type { PetitionView } from '../replies.ts'

/** The road of a petition: what happened, where it stands, what comes next and what that brings. */
export function roadOf(reply: PetitionView, view: View): TimelineStep[] {
  const { t } = view
  const steps: TimelineStep[] = []
  if (reply.publishedAt)
    steps.push({ state: 'done', title: t('petitions.event.published'), meta: view.date(reply.publishedAt) })
  let nowShown = false
  for (const threshold of reply.thresholds) {
    const title = t('petitions.road.threshold', {
      signatures: threshold.signatures,
      name: t(`petitions.threshold.${threshold.name}`),
    })
    if (threshold.crossedAt) steps.push({ state: 'done', title, meta: view.date(threshold.crossedAt) })
    else {
      const left = threshold.signatures - threshold.counted
      steps.push({
        state: !nowShown && reply.takesSignatures ? 'now' : 'todo',
        title,
        ...(reply.takesSignatures && { meta: t('petitions.road.left', { left }) }),
      })
      nowShown = true
    }
  }
  if (reply.closesOn)
    steps.push({
      state: reply.takesSignatures ? 'todo' : 'done',
      title: t('petitions.road.closes'),
      meta: view.date(reply.closesOn),
    })
  return steps
}
