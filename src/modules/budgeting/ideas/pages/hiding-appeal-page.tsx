import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import type { HidingAppealView } from '../replies.ts'
import { AppealHiding } from './hiding-parts.tsx'
import { IdeasFrame } from './ideas-frame.tsx'

/** For those who wrote an idea that a moderator hid. */
export function HidingAppealPage({ reply, view, form }: { reply: HidingAppealView; view: View; form: FormState }) {
  const { t } = view
  const { idea } = reply
  const title = t('budgeting.ideas.hiding.appeal')
  return (
    <IdeasFrame view={view} title={title} crumbs={[{ path: '/account/ideas', label: t('budgeting.ideas.mine') }]}>
      <Measure>
        <Heading title={title} lead={<span lang={idea.lang}>{reply.title}</span>} />
        <AppealHiding {...reply} of="ideas" view={view} form={form} action={`/ideas/${idea.number}/hiding-appeal`} />
      </Measure>
    </IdeasFrame>
  )
}
