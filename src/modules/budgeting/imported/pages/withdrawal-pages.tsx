import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { ImportedForWork, WithdrawalView } from '../replies.ts'

/** Imported votes of all, for an administrator. */
export function AllImportedPage({ reply, view }: { reply: ImportedForWork; view: View }) {
  const { t } = view
  return (
    <WorkPage view={view} title={t('budgeting.imported.every')} lead={t('budgeting.imported.every.lead')}>
      {reply.items.length === 0 ? (
        <EmptyState title={t('budgeting.imported.none')} next={<a href={view.href('/work')}>{t('work.title')}</a>} />
      ) : (
        <ImportedTable items={reply.items} caption={t('budgeting.imported.title')} view={view} />
      )}
    </WorkPage>
  )
}

/** Votes with what stands of each, leading to where it is taken away. */
export function ImportedTable({
  items,
  caption,
  view,
}: {
  items: ImportedForWork['items']
  caption: string
  view: View
}) {
  const { t } = view
  return (
    <QueueTable
      view={view}
      caption={caption}
      rows={items}
      rowKey={({ number }) => String(number)}
      href={({ number }) => view.href(`/work/imported-vote/${number}`)}
      title={({ title }) => title}
      titleHeader={t('budgeting.imported.vote')}
      columns={[
        { key: 'source', header: t('budgeting.imported.source'), cell: ({ source }) => source },
        {
          key: 'state',
          header: t('budgeting.vote.state'),
          cell: ({ withdrawn }) => t(withdrawn ? 'budgeting.imported.withdrawn' : 'budgeting.imported.public'),
        },
      ]}
    />
  )
}

/** Takes one imported vote away, in public. */
export function WithdrawalPage({ reply, view, form }: { reply: WithdrawalView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={reply.title}
      lead={<a href={view.href(`/processes/imported/${reply.number}`)}>{t('processes.public-page')}</a>}
      meta={reply.source}
    >
      <Measure>
        {reply.withdrawn ? (
          <Notice kind="warning" title={t('budgeting.imported.withdrawn-on', { day: view.date(reply.withdrawn.at) })}>
            <p>{reply.withdrawn.reason}</p>
          </Notice>
        ) : (
          <Form view={view} action={view.href(`/work/imported-vote/${reply.number}`)} errors={errors}>
            <TextArea
              view={view}
              name="reason"
              label={t('budgeting.imported.reason')}
              hint={t('budgeting.imported.reason.hint')}
              error={errors?.reason}
              value={typed(form, 'reason')}
              rows={3}
              limit={500}
            />
            <Button kind="danger">{t('budgeting.imported.withdraw')}</Button>
          </Form>
        )}
      </Measure>
    </WorkPage>
  )
}
