import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { money } from '../../money.ts'
import { ProjectName } from '../../project-name.tsx'
import { causes } from '../project.ts'
import type { ReserveDeskView } from '../replies.ts'
import { RuleInWords } from './rule-in-words.tsx'
import { type DeskProps, deskPath, WorkFrame } from './work-frame.tsx'

/** Where it is known whether a project in reserve fits, the money of a stopped one goes one way alone. */
function possibleOf({ may, reserve, rule }: ReserveDeskView) {
  if (!reserve || rule.fallback !== 'reserve') return may.decide
  const other = reserve.next ? 'carry-over' : 'reserve'
  return may.decide.filter((outcome) => outcome !== other)
}

/** What comes before the council can make the project smaller. Who waits for the author already must not propose it anew. */
function SmallerFirst({ reply, view }: Pick<DeskProps<ReserveDeskView>, 'reply' | 'view'>) {
  const { t } = view
  const open = reply.scope.find(({ outcome }) => outcome === null)
  if (open) return <p>{t('budgeting.delivery.decide.smaller-heard', { until: view.date(open.hearUntil) })}</p>
  return (
    <p>
      <a href={view.href(`${deskPath(reply)}/scope`)}>{t('budgeting.delivery.scope.propose')}</a>.{' '}
      {t('budgeting.delivery.decide.smaller-first')}
    </p>
  )
}

/** What the council decided, within the rule that was fixed before the vote. */
export function DecisionPage({ reply, view, form }: DeskProps<ReserveDeskView>) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const { may, reserve, currency } = reply
  return (
    <WorkFrame
      reply={reply}
      view={view}
      title={t('budgeting.delivery.decide')}
      lead={t('budgeting.delivery.decide.lead')}
      may={may.decide.length > 0}
    >
      <Section id="rule" title={t('budgeting.delivery.rule')}>
        <RuleInWords rule={reply.rule} view={view} />
        {reserve && (
          <SummaryList
            view={view}
            rows={[
              { question: t('budgeting.delivery.free'), answer: money(view, reserve.free, currency) },
              {
                question: t('budgeting.delivery.reserve.next'),
                answer: reserve.next ? <ProjectName project={reserve.next} /> : t('budgeting.delivery.reserve.none'),
              },
            ]}
          />
        )}
        <p class="soft">{t('budgeting.delivery.reserve.how')}</p>
        {!may.decide.includes('smaller-scope') && <SmallerFirst reply={reply} view={view} />}
      </Section>
      <Form view={view} action={view.href(`${deskPath(reply)}/decision`)} errors={errors}>
        <Radios
          {...field('cause')}
          label={t('budgeting.delivery.cause')}
          choices={causes.map((value) => ({ value, label: t(`budgeting.delivery.cause.${value}`) }))}
        />
        <Radios
          {...field('outcome')}
          label={t('budgeting.delivery.outcome')}
          choices={possibleOf(reply).map((value) => ({ value, label: t(`budgeting.delivery.outcome.${value}`) }))}
        />
        {may.decide.includes('top-up') && (
          <TextField
            {...field('amount')}
            label={t('budgeting.review.in-currency', { what: t('budgeting.delivery.decide.amount'), currency })}
            hint={t('budgeting.delivery.decide.amount.hint', {
              limit: money(view, reply.mayContract ?? reply.cost, currency),
            })}
            required={false}
            inputmode="decimal"
            short
          />
        )}
        <TextArea {...field('reason')} label={t('budgeting.delivery.reason')} rows={5} limit={2_000} />
        <TextField {...field('decision')} label={t('budgeting.result.decision.number')} short />
        <DateField {...field('decidedOn')} label={t('budgeting.result.decided-on')} max={reply.today} />
        <Button kind="danger">{t('budgeting.delivery.decide.button')}</Button>
      </Form>
    </WorkFrame>
  )
}
