import type { View } from '#kernel/i18n/view.ts'
import type { SummaryRow } from '#ui/components/SummaryList.tsx'
import type { Channels } from '../replies.ts'

/** How many voted by which channel. A vote is either from accounts or with tokens: the other is not told. */
export function channelRows(channels: Channels, view: View): SummaryRow[] {
  const online = channels.token > 0 ? 'token' : 'online'
  return ([online, 'counter', 'assisted', 'home'] as const).map((one) => ({
    question: view.t(`budgeting.paper.channel.${one}`),
    answer: view.number(channels[one]),
  }))
}
