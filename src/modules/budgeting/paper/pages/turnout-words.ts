import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { SummaryRow } from '#ui/components/SummaryList.tsx'
import type { Channels, Turnout } from '../replies.ts'

/** The word behind the number of a turnout; in a rehearsal nobody voted. */
export const figureOf = {
  cast: 'budgeting.vote.figure',
  'cast-or-given': 'budgeting.paper.figure.cast-or-given',
  counted: 'budgeting.paper.figure.counted',
  rehearsal: 'budgeting.vote.figure.rehearsal',
} as const satisfies Record<string, MessageKey>

const lines = {
  cast: 'budgeting.vote.turnout',
  'cast-or-given': 'budgeting.paper.turnout.cast-or-given',
  counted: 'budgeting.paper.turnout.counted',
} as const

export function turnoutFigure({ ballots, counts }: Turnout, process: { rehearsal: boolean }, view: View): string {
  return view.t(figureOf[process.rehearsal ? 'rehearsal' : counts], { count: ballots })
}

/** The same as a sentence. */
export function turnoutLine({ ballots, counts }: Turnout, process: { rehearsal: boolean }, view: View): string {
  return process.rehearsal
    ? view.t('budgeting.vote.turnout.rehearsal', { ballots })
    : view.t(lines[counts], { ballots })
}

/** What was given out by which channel, and what became of paper. A vote is either from accounts or with tokens: the other is not told. */
export function channelRows(channels: Channels, turnout: Turnout, view: View): SummaryRow[] {
  const online = channels.token > 0 ? ('token' as const) : ('online' as const)
  const ways = turnout.paper ? (['counter', 'assisted', 'home'] as const) : []
  return [
    ...[online, ...ways].map((one) => ({
      question: view.t(`budgeting.paper.channel.${one}`),
      answer: view.number(channels[one]),
    })),
    ...paperRows(turnout, view),
  ]
}

/** Ballots of paper: given out, counted, not valid, not come back. Nothing where there were none. */
export function paperRows({ paper }: Turnout, view: View): SummaryRow[] {
  if (!paper) return []
  const { given, valid, notValid } = paper
  const told = (name: 'given' | 'counted' | 'not-valid' | 'not-returned', count: number) => ({
    question: view.t(`budgeting.paper.${name}`),
    answer: view.number(count),
  })
  if (valid === null || notValid === null) return [told('given', given)]
  return [
    told('given', given),
    told('counted', valid),
    told('not-valid', notValid),
    told('not-returned', given - valid - notValid),
  ]
}
