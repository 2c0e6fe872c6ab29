import type { View } from '#kernel/i18n/view.ts'
import type { SummaryRow } from '#ui/components/SummaryList.tsx'
import type { Channels } from '../replies.ts'

/** How many voted by which channel. */
export function channelRows(channels: Channels, view: View): SummaryRow[] {
  return (['online', 'counter', 'assisted', 'home'] as const).map((one) => ({
    question: view.t(`budgeting.paper.channel.${one}`),
    answer: view.number(channels[one]),
  }))
}
