import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Select } from '#ui/components/Select.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { BorrowedRehearsalView } from '../replies.ts'

/** Votes of elsewhere as the ballots of a rehearsal: of which own process, and by which rule. */
export function BorrowedRehearsalPage({
  reply,
  view,
  form,
}: {
  reply: BorrowedRehearsalView
  view: View
  form: FormState
}) {
  const { t } = view
  const { number, title, processes } = reply
  return (
    <WorkPage
      view={view}
      title={t('budgeting.rehearsal.borrow')}
      lead={t('budgeting.rehearsal.borrow.lead')}
      meta={title}
      crumbs={[{ path: '/work/imported-votes', label: t('budgeting.imported.desk') }]}
    >
      <Measure>
        {reply.votes > reply.mostVotes ? (
          <Notice title={t('budgeting.rehearsal.too-many-votes', { most: reply.mostVotes })} />
        ) : processes.length === 0 ? (
          <EmptyState
            title={t('budgeting.rehearsal.no-process')}
            next={<a href={view.href('/work/processes')}>{t('processes.desk.title')}</a>}
          />
        ) : (
          <Form
            view={view}
            action={view.href(`/work/imported-vote/${number}/rehearsal`)}
            errors={errorsOf(form, view)}
            hidden={{ 'idempotency-key': form.key }}
          >
            <Select
              view={view}
              name="process"
              label={t('budgeting.rehearsal.process')}
              hint={t('budgeting.rehearsal.process.hint')}
              error={errorsOf(form, view)?.process}
              value={typed(form, 'process', String(processes[0]?.number))}
              options={processes.map((one) => ({ value: String(one.number), label: `${one.number}. ${one.title}` }))}
            />
            <Select
              view={view}
              name="rule"
              label={t('budgeting.money.rule')}
              hint={t('budgeting.rehearsal.rule.hint')}
              error={errorsOf(form, view)?.rule}
              value={typed(form, 'rule', reply.rule ?? reply.rules[0])}
              options={reply.rules.map((rule) => ({ value: rule, label: t(`budgeting.rule.${rule}`) }))}
            />
            <p class="soft">{t('processes.rehearsal.takes-time')}</p>
            <Button>{t('processes.rehearsal.button')}</Button>
          </Form>
        )}
      </Measure>
    </WorkPage>
  )
}
