import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { RehearsalNotice } from '#commons/processes/rehearsal/pages/rehearsal-notice.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { batchKinds } from '../paper.ts'
import type { PaperDeskView } from '../replies.ts'
import { GivenUp } from './given-up.tsx'
import { runInWords } from './run-in-words.ts'
import { WaysList } from './ways-list.tsx'

interface Props {
  reply: PaperDeskView
  view: View
  form: FormState
}

/** Paper from the printer to the count: what was printed and given out, the batches, and what comes next. */
export function PaperDeskPage({ reply, view, form }: Props) {
  const { t } = view
  const path = `/work/processes/${reply.process.number}/paper`
  const { counter, assisted, home } = reply.handed
  return (
    <WorkPage
      view={view}
      title={t('budgeting.paper.title')}
      lead={t('budgeting.paper.desk.lead')}
      crumbs={processDeskCrumbs(view, reply.process)}
    >
      <RehearsalNotice view={view} process={reply.process} />
      <Desk decide={<Next reply={reply} view={view} form={form} />}>
        <SummaryList
          view={view}
          rows={[
            ...(reply.standing === 'closed'
              ? []
              : [
                  {
                    question: t('budgeting.paper.counters'),
                    answer: reply.ways.length > 0 ? <WaysList ways={reply.ways} view={view} /> : '—',
                    change: view.href(`${path}/counters`),
                  },
                ]),
            {
              question: t('budgeting.paper.printed'),
              answer:
                reply.runs.length === 0 ? (
                  '—'
                ) : (
                  <ul class="plain-list">
                    {reply.runs.map(({ position, first, last }) => (
                      <li key={position}>
                        <a href={view.href(`${path}/runs/${position}`)}>{runInWords(view, first, last)}</a>
                      </li>
                    ))}
                  </ul>
                ),
            },
            { question: t('budgeting.paper.channel.counter'), answer: view.number(counter) },
            { question: t('budgeting.paper.channel.assisted'), answer: view.number(assisted) },
            { question: t('budgeting.paper.channel.home'), answer: view.number(home) },
            { question: t('budgeting.paper.spoiled'), answer: view.number(reply.spoiled) },
          ]}
        />
        {reply.batches.length > 0 && (
          <QueueTable
            view={view}
            caption={t('budgeting.paper.batches')}
            rows={reply.batches}
            rowKey={({ id }) => id}
            href={({ id }) => view.href(`${path}/batches/${id}`)}
            title={({ position, label }) => `${position}. ${label}`}
            titleHeader={t('budgeting.paper.batch')}
            columns={[
              {
                key: 'state',
                header: t('budgeting.vote.state'),
                cell: ({ state }) => t(`budgeting.paper.state.${state}`),
              },
              {
                key: 'sheets',
                header: t('budgeting.paper.sheets'),
                numeric: true,
                cell: ({ sheets }) => view.number(sheets),
              },
            ]}
          />
        )}
      </Desk>
    </WorkPage>
  )
}

function Next({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const base = `/work/processes/${reply.process.number}`
  // Which of the forms came back is known by its fields.
  const finishing = form.values.unused !== undefined || errors?.unused !== undefined
  const { counter, assisted, home } = reply.handed
  const missing = counter + assisted + home - reply.inBatches
  return (
    <>
      <GivenUp reply={reply} view={view} />
      {reply.standing === 'open' && (
        <>
          <p>
            <ButtonLink href={view.href(`${base}/counter`)}>{t('budgeting.paper.counter')}</ButtonLink>
          </p>
          <Section id="print" title={t('budgeting.paper.print')} note={t('budgeting.paper.print.note')}>
            <Form
              view={view}
              action={view.href(`${base}/paper/runs`)}
              errors={errors}
              hidden={{ 'idempotency-key': form.key }}
            >
              <TextField
                view={view}
                name="ballots"
                label={t('budgeting.paper.print.many')}
                error={errors?.ballots}
                value={typed(form, 'ballots')}
                inputmode="numeric"
                short
              />
              <Button kind="quiet">{t('budgeting.paper.print.button')}</Button>
            </Form>
          </Section>
        </>
      )}
      {!reply.process.rehearsal && reply.cancelled === null && reply.standing === 'closed' && !reply.finished && (
        <BeginBatch reply={reply} view={view} form={form} errors={finishing ? undefined : errors} />
      )}
      {reply.finished && (
        <Notice kind="success" title={t('budgeting.paper.finished-already')}>
          <p>
            <a href={view.href(`${base}/result`)}>{t('budgeting.result.title')}</a>
          </p>
        </Notice>
      )}
      {reply.mayFinish && (
        <Section
          id="finish"
          title={t('budgeting.paper.finish')}
          note={t(reply.batches.length > 0 ? 'budgeting.paper.finish.note' : 'budgeting.paper.finish.no-batch')}
        >
          <Form
            view={view}
            action={view.href(`${base}/paper/finishing`)}
            errors={finishing ? errors : undefined}
            scope="finish"
          >
            <TextField
              view={view}
              name="unused"
              label={t('budgeting.paper.unused')}
              hint={t('budgeting.paper.unused.hint')}
              error={errors?.unused}
              value={typed(form, 'unused')}
              inputmode="numeric"
              short
            />
            <TextField
              view={view}
              name="leftWhy"
              label={t('budgeting.paper.left-why')}
              hint={t('budgeting.paper.left-why.hint')}
              error={errors?.leftWhy}
              value={typed(form, 'leftWhy')}
              required={false}
            />
            {missing > 0 && (
              <Checkbox
                view={view}
                name="allOpened"
                label={t('budgeting.paper.all-opened', { missing })}
                hint={t('budgeting.paper.all-opened.hint', { counted: reply.inBatches })}
                error={errors?.allOpened}
                checked={ticked(form, 'allOpened')}
                required
              />
            )}
            <Button>{t('budgeting.paper.finish.button')}</Button>
          </Form>
        </Section>
      )}
      {reply.mayRecheck && (
        <p>
          <ButtonLink href={view.href(`${base}/paper/recheck`)}>{t('budgeting.paper.recheck')}</ButtonLink>
        </p>
      )}
      <p>
        <a href={view.href(`/processes/${reply.process.number}/paper`)}>{t('processes.public-page')}</a>
      </p>
    </>
  )
}

function BeginBatch({ reply, view, form, errors }: Props & { errors: Errors | undefined }) {
  const { t } = view
  return (
    <Section id="begin" title={t('budgeting.paper.begin')} note={t('budgeting.paper.begin.note')}>
      <Form
        view={view}
        action={view.href(`/work/processes/${reply.process.number}/paper/batches`)}
        errors={errors}
        hidden={{ 'idempotency-key': form.key }}
      >
        <Radios
          view={view}
          name="kind"
          label={t('budgeting.paper.kind')}
          error={errors?.kind}
          value={typed(form, 'kind', 'box')}
          choices={batchKinds.map((kind) => ({ value: kind, label: t(`budgeting.paper.kind.${kind}`) }))}
        />
        <TextField
          view={view}
          name="label"
          label={t('budgeting.paper.label')}
          hint={t('budgeting.paper.label.hint')}
          error={errors?.label}
          value={typed(form, 'label')}
        />
        <TextField
          view={view}
          name="sheets"
          label={t('budgeting.paper.sheets')}
          hint={t('budgeting.paper.sheets.hint')}
          error={errors?.sheets}
          value={typed(form, 'sheets')}
          inputmode="numeric"
          short
        />
        <Button>{t('budgeting.paper.begin.button')}</Button>
      </Form>
    </Section>
  )
}
