import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { AppealNotice, DecideHiding, WaitingAppeals } from '../../ideas/pages/hiding-parts.tsx'
import { needPath } from '../need.ts'
import type { NeedHidingView, NeedQueue } from '../replies.ts'

export const DESK = '/work/published-needs'

/** What residents of one's place need, newest first: needs are public at once. */
export function NeedQueuePage({ reply, view }: { reply: NeedQueue; view: View }) {
  const { t } = view
  return (
    <WorkPage view={view} title={t('budgeting.needs.moderation')} lead={t('budgeting.needs.moderation.lead')}>
      <WaitingAppeals of="needs" view={view} appeals={reply.appeals} desk={DESK} />
      {reply.items.length === 0 ? (
        <EmptyState title={t('budgeting.needs.empty')} next={<a href={view.href('/work')}>{t('work.title')}</a>} />
      ) : (
        <QueueTable
          view={view}
          caption={t('budgeting.needs.moderation')}
          captionHidden
          rows={reply.items}
          rowKey={({ number }) => String(number)}
          href={({ number }) => view.href(`${DESK}/${number}`)}
          title={({ text }) => text}
          titleHeader={t('budgeting.needs.need')}
          columns={[
            { key: 'process', header: t('budgeting.ideas.process'), cell: ({ process }) => process.title },
            { key: 'place', header: t('budgeting.ideas.place'), cell: ({ place }) => place },
          ]}
        />
      )}
      <Pagination
        view={view}
        next={reply.next ? view.href(`${DESK}?after=${reply.next}`) : undefined}
        first={reply.first ? undefined : view.href(DESK)}
      />
    </WorkPage>
  )
}

/** One need for a moderator, with the way to hide it. */
export function NeedHidingPage({ reply, view, form }: { reply: NeedHidingView; view: View; form: FormState }) {
  const { t } = view
  const { need } = reply
  const errors = errorsOf(form, view)
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
          <Form view={view} action={view.href(`${DESK}/${need.number}`)} errors={errors}>
            <TextArea
              view={view}
              name="reason"
              label={t('budgeting.ideas.hide.reason')}
              hint={t('budgeting.ideas.hide.reason.hint')}
              error={errors?.reason}
              value={typed(form, 'reason')}
              rows={3}
              limit={500}
            />
            <Button kind="danger">{t('budgeting.needs.hide')}</Button>
          </Form>
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
