import type { View } from '#kernel/i18n/view.ts'
import type { ReceiptView } from '../../replies.ts'

type Outcome = Pick<ReceiptView, 'outcome' | 'checkedBy'>

/** What became of a signature, in a sentence. */
export function outcomeLead({ outcome, checkedBy }: Outcome, { t, date }: View): string {
  if (outcome !== 'held') return t(`petitions.receipt.lead.${outcome}`)
  return t('petitions.receipt.lead.held', { day: checkedBy === null ? '' : date(checkedBy) })
}

/** Who is known by more than a mailbox is held by nobody: the way out of waiting. */
export function SoonerLink({ reply, view }: { reply: Outcome & Pick<ReceiptView, 'petition'>; view: View }) {
  if (reply.outcome !== 'held') return null
  return (
    <p>
      <a href={view.href(`/petitions/${reply.petition.number}/my-signature`)}>{view.t('petitions.receipt.sooner')}</a>
    </p>
  )
}
