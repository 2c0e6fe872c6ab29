import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkboxes } from '#ui/components/Choices.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { money } from '../../money.ts'
import { ProjectName } from '../../project-name.tsx'
import type { HoldAgainView } from '../replies.ts'

interface Props {
  reply: HoldAgainView
  view: View
  form: FormState
}

/** Dates and the public reason of a second vote; what it is about is the first one's. */
export function HoldAgainPage({ reply, view, form }: Props) {
  const { t } = view
  const { process } = reply
  const desk = `/work/processes/${process.number}`
  return (
    <WorkPage
      view={view}
      title={t('budgeting.again.title')}
      lead={
        reply.envelopes.length > 0 ? t(reply.whole ? 'budgeting.again.lead' : 'budgeting.again.lead-part') : undefined
      }
      crumbs={[...processDeskCrumbs(view, process), { path: `${desk}/result`, label: t('budgeting.result.title') }]}
    >
      <Measure>
        {reply.envelopes.length === 0 ? (
          <EmptyState
            title={t('budgeting.again.done.title')}
            next={<a href={view.href(`${desk}/result`)}>{t('budgeting.result.title')}</a>}
          />
        ) : (
          <>
            <ul>
              {reply.envelopes.map((envelope) => (
                <li key={envelope.position}>
                  {t('budgeting.again.envelope', {
                    name: envelope.name,
                    money: money(view, envelope.money, reply.currency),
                  })}
                </li>
              ))}
            </ul>
            <p>{t('budgeting.again.everybody')}</p>
            <p>{t('budgeting.again.fresh')}</p>
            <p>
              {reply.votersKnown && reply.votersUntil
                ? t('budgeting.again.voters-until', { day: dayInWords(reply.votersUntil, view.lang) })
                : t('budgeting.again.voters-forgotten')}
            </p>
            {reply.rollForgotten ? (
              <Notice kind="warning" title={t('processes.again.roll-forgotten')} />
            ) : (
              <Conditions reply={reply} view={view} form={form} />
            )}
          </>
        )}
      </Measure>
    </WorkPage>
  )
}

function Conditions({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const listed = reply.envelopes.flatMap(({ projects }) => projects).filter((project) => project.void === null)
  return (
    <Form view={view} action={view.href(`/work/processes/${reply.process.number}/again`)} errors={errors}>
      <TextArea {...field('reason')} label={t('budgeting.again.reason')} rows={4} limit={1_000} />
      <DateField {...field('opensOn')} label={t('budgeting.again.opens-on')} min={reply.firstDay} />
      <DateField
        {...field('closesOn')}
        label={t('budgeting.again.closes-on')}
        hint={t('processes.last-day.hint')}
        min={reply.firstDay}
      />
      <Checkboxes
        view={view}
        name="off"
        label={t('budgeting.again.off')}
        hint={t('budgeting.again.off.hint')}
        error={errors?.off}
        required={false}
        values={[form.values.off ?? []].flat().map(String)}
        choices={listed.map((project) => ({
          value: String(project.number),
          label: <ProjectName project={project} />,
          hint: money(view, project.cost, reply.currency),
        }))}
      />
      <TextArea
        {...field('change')}
        label={t('budgeting.again.change')}
        hint={t('budgeting.again.change.hint')}
        required={false}
        rows={3}
        limit={500}
      />
      <Button>{t('budgeting.again.button')}</Button>
    </Form>
  )
}
