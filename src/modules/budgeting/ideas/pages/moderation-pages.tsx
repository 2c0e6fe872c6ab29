import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { ideaPath } from '../../idea.ts'
import type { HidingView, IdeaQueue } from '../replies.ts'
import { AppealNotice, DecideHiding, WaitingAppeals } from './hiding-parts.tsx'

export const DESK = '/work/published-ideas'

/** What residents of one's place proposed, newest first: ideas are public at once. */
export function IdeaQueuePage({ reply, view }: { reply: IdeaQueue; view: View }) {
  const { t } = view
  return (
    <WorkPage view={view} title={t('budgeting.ideas.desk')} lead={t('budgeting.ideas.desk.lead')}>
      <WaitingAppeals of="ideas" view={view} appeals={reply.appeals} desk={DESK} />
      {reply.items.length === 0 ? (
        <EmptyState title={t('budgeting.ideas.desk.empty')} next={<a href={view.href('/work')}>{t('work.title')}</a>} />
      ) : (
        <QueueTable
          view={view}
          caption={t('budgeting.ideas.desk')}
          captionHidden
          rows={reply.items}
          rowKey={({ number }) => String(number)}
          href={({ number }) => view.href(`${DESK}/${number}`)}
          title={({ title }) => title}
          titleHeader={t('budgeting.ideas.idea')}
          columns={[
            { key: 'process', header: t('budgeting.ideas.process'), cell: ({ process }) => process.title },
            { key: 'place', header: t('budgeting.ideas.place'), cell: ({ place }) => place.name },
            {
              key: 'state',
              header: t('budgeting.ideas.state'),
              cell: ({ state }) => t(`budgeting.ideas.state.${state}`),
            },
            {
              key: 'day',
              header: t('budgeting.ideas.proposed-on'),
              cell: ({ createdAt }) => view.date(createdAt, 'short'),
            },
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

/** One idea for a moderator, with the way to hide it. */
export function HidingPage({ reply, view, form }: { reply: HidingView; view: View; form: FormState }) {
  const { t } = view
  const { idea } = reply
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={reply.title}
      lead={<a href={view.href(ideaPath(idea))}>{t('budgeting.ideas.public-page')}</a>}
      crumbs={[{ path: DESK, label: t('budgeting.ideas.desk') }]}
      meta={[idea.place.name, t(`budgeting.ideas.state.${idea.state}`)].join(' · ')}
    >
      <Measure>
        <Prose html={reply.html} lang={reply.lang} />
        {reply.address && <p lang={reply.lang}>{reply.address}</p>}
        {reply.hidden !== null && (
          <Notice kind="warning" title={t('budgeting.ideas.hidden')}>
            <p>{reply.hidden}</p>
          </Notice>
        )}
        {reply.mayHide ? (
          <Form view={view} action={view.href(`${DESK}/${idea.number}`)} errors={errors}>
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
            <Button kind="danger">{t('budgeting.ideas.hide.button')}</Button>
          </Form>
        ) : (
          reply.hidden === null && <p class="soft">{t('budgeting.ideas.hide.not')}</p>
        )}
        {reply.appeal && <AppealNotice of="ideas" appeal={reply.appeal} view={view} />}
        {reply.mayDecide && (
          <DecideHiding of="ideas" view={view} form={form} action={`${DESK}/${idea.number}/appeal`} />
        )}
      </Measure>
    </WorkPage>
  )
}
