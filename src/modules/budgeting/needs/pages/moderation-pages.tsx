import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { AppealNotice, DecideHiding, HideForm, WaitingAppeals } from '../../ideas/pages/hiding-parts.tsx'
import { needPath } from '../need.ts'
import type { NeedHidingView, NeedQueue } from '../replies.ts'

export const DESK = '/work/published-needs'

/** What residents of one's place need, newest first: needs are public at once. */
export function NeedQueuePage({ reply, view }: { reply: NeedQueue; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('budgeting.needs.moderation')}
      lead={t('budgeting.needs.moderation.lead')}
      reply={reply}
      empty={{ title: t('budgeting.needs.empty') }}
      rowKey={({ number }) => String(number)}
      href={({ number }) => view.href(`${DESK}/${number}`)}
      title={({ text }) => text}
      titleLang={({ lang }) => lang}
      titleHeader={t('budgeting.needs.need')}
      columns={[
        { key: 'process', header: t('budgeting.ideas.process'), cell: ({ process }) => process.title },
        { key: 'place', header: t('budgeting.ideas.place'), cell: ({ place }) => place },
      ]}
    >
      <WaitingAppeals of="needs" view={view} appeals={reply.appeals} desk={DESK} />
    </WorkQueuePage>
  )
}

/** One need for a moderator, with the way to hide it. */
export function NeedHidingPage({ reply, view, form }: { reply: NeedHidingView; view: View; form: FormState }) {
  const { t } = view
  const { need } = reply
  return (
    <WorkPage
      view={view}
      title={reply.text}
      lead={<a href={view.href(needPath(need))}>{t('budgeting.needs.public-page')}</a>}
      crumbs={[{ path: DESK, label: t('budgeting.needs.moderation') }]}
      meta={need.place}
    >
      <Measure>
        {reply.hidden === null ? (
          <HideForm of="needs" view={view} form={form} action={`${DESK}/${need.number}`} />
        ) : (
          <Notice kind="warning" title={t('budgeting.needs.hidden')}>
            <p>{reply.hidden}</p>
          </Notice>
        )}
        {reply.appeal && <AppealNotice of="needs" appeal={reply.appeal} view={view} />}
        {reply.mayDecide && (
          <DecideHiding of="needs" view={view} form={form} action={`${DESK}/${need.number}/appeal`} />
        )}
      </Measure>
    </WorkPage>
  )
}
