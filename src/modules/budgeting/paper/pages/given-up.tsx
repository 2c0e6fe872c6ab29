import { CancelledNotice } from '#commons/processes/pages/cancelled-notice.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import type { PaperDeskView } from '../replies.ts'

interface Props {
  reply: Pick<PaperDeskView, 'process' | 'cancelled' | 'counted'>
  view: View
}

/** That the process was given up: with it the vote, unless that was counted before. */
export function GivenUp({ reply, view }: Props) {
  if (reply.cancelled === null) return null
  if (reply.counted) return <CancelledNotice view={view} process={reply.process} />
  return (
    <Notice title={view.t('budgeting.result.given-up')}>
      <p>{reply.cancelled}</p>
    </Notice>
  )
}
