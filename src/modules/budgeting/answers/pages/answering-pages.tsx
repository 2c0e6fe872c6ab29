import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { processPath } from '#commons/processes/process.ts'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { AnsweringView, AnswerQueue } from '../replies.ts'

type Item = AnswerQueue['items'][number]

/** What waits for an answer of an officer's authorities. */
export function AnswerQueuePage({ reply, view }: { reply: AnswerQueue; view: View }) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={t('budgeting.answers.desk')}
      lead={t('budgeting.answers.desk.about')}
      meta={[
        t('budgeting.answers.desk.meta', { total: reply.own, overdue: reply.overdue }),
        reply.colleagues > 0 && t('budgeting.answers.desk.colleagues', { count: reply.colleagues }),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      <Queue items={reply.items} view={view} />
    </WorkPage>
  )
}

/** Quick ideas of one process for who runs it: what is answered, and what waits. */
export function AnsweringPage({ reply, view, form }: { reply: AnsweringView; view: View; form: FormState }) {
  const { t } = view
  const { process } = reply
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('budgeting.answers.settings')}
      lead={t('budgeting.answers.settings.lead')}
      crumbs={processDeskCrumbs(view, process)}
    >
      <Measure>
        <Section id="needed" title={t('budgeting.answers.needed')}>
          {reply.mayChange ? (
            <Form view={view} action={view.href(`/work/processes/${process.number}/answers`)} errors={errors}>
              <TextField
                view={view}
                name="supportsNeeded"
                label={t('budgeting.answers.needed.label')}
                hint={t('budgeting.answers.needed.hint')}
                error={errors?.supportsNeeded}
                value={typed(form, 'supportsNeeded', String(reply.supportsNeeded))}
                inputmode="numeric"
                short
              />
              <Button>{t('budgeting.answers.needed.save')}</Button>
            </Form>
          ) : (
            <p>{t('budgeting.answers.needed.stands', { needed: reply.supportsNeeded })}</p>
          )}
        </Section>
      </Measure>
      {reply.begun && (
        <Section id="waiting" title={t('budgeting.answers.waiting')}>
          <Queue items={reply.items} view={view} />
          <p>
            <a href={view.href(`${processPath(process)}/answers`)}>{t('budgeting.answers.look')}</a>:{' '}
            {t('budgeting.answers.given-of', { given: reply.owed - reply.waiting, owed: reply.owed })}
          </p>
        </Section>
      )}
    </WorkPage>
  )
}

function Queue({ items, view }: { items: Item[]; view: View }) {
  const { t } = view
  if (items.length === 0)
    return (
      <EmptyState
        title={t('budgeting.answers.desk.empty')}
        next={<a href={view.href('/work/processes')}>{t('processes.desk.title')}</a>}
      />
    )
  return (
    <QueueTable
      view={view}
      caption={t('budgeting.answers.waiting')}
      rows={items}
      rowKey={({ number }) => number}
      href={({ number }) => view.href(`/work/answers/${number}`)}
      title={({ title }) => title}
      titleLang={({ lang }) => lang}
      titleHeader={t('budgeting.review.idea')}
      columns={[
        {
          key: 'supports',
          header: t('budgeting.statistics.supports'),
          numeric: true,
          cell: ({ supports }) => view.number(supports),
        },
        { key: 'due', header: t('budgeting.review.due-on'), cell: (item) => <Waits item={item} view={view} /> },
        { key: 'process', header: t('budgeting.review.process'), cell: ({ process }) => process },
      ]}
    />
  )
}

function Waits({ item, view }: { item: Item; view: View }) {
  return (
    <>
      <Due item={item} view={view} />
      {item.colleague && <span class="soft"> · {view.t('budgeting.review.waits.colleague')}</span>}
    </>
  )
}

function Due({ item, view }: { item: Item; view: View }) {
  if (!item.dueOn) return <>—</>
  if (item.overdueDays === 0) return <>{view.date(item.dueOn, 'short')}</>
  return <Pill tone="overdue">{view.t('budgeting.review.overdue', { days: item.overdueDays })}</Pill>
}
