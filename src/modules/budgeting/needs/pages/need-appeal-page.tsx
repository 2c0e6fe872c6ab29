import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { AppealHiding } from '../../ideas/pages/hiding-parts.tsx'
import { IdeasFrame } from '../../ideas/pages/ideas-frame.tsx'
import { needPath } from '../need.ts'
import type { NeedHidingAppealView } from '../replies.ts'

/** For who named a need that a moderator hid. */
export function NeedAppealPage({ reply, view, form }: { reply: NeedHidingAppealView; view: View; form: FormState }) {
  const { t } = view
  const { need } = reply
  const title = t('budgeting.ideas.hiding.appeal')
  return (
    <IdeasFrame
      view={view}
      title={title}
      crumbs={[{ path: needPath(need), label: t('budgeting.needs.number', { number: need.number }) }]}
    >
      <Measure>
        <Heading title={title} lead={<span lang={reply.lang}>{reply.text}</span>} />
        <AppealHiding {...reply} of="needs" view={view} form={form} action={`/needs/${need.number}/hiding-appeal`} />
      </Measure>
    </IdeasFrame>
  )
}
