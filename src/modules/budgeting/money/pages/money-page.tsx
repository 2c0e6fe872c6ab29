import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf, ticked } from '#ui/form-state.ts'
import { ballotsBy } from '../../budget.ts'
import { money } from '../../money.ts'
import { publishing, tieNames } from '../fields.ts'
import type { EnvelopeFacts, MoneyView } from '../replies.ts'

interface Props {
  reply: MoneyView
  view: View
  form: FormState
}

/** Money and rules of a budget: envelopes, support needed, days to contest. */
export function MoneyPage({ reply, view, form }: Props) {
  const { t } = view
  const { process } = reply
  const path = `/work/processes/${process.number}/money`
  return (
    <WorkPage
      view={view}
      title={t('budgeting.money.title')}
      lead={t('budgeting.money.lead')}
      crumbs={processDeskCrumbs(view, process)}
    >
      <Measure>
        {!reply.mayChange && (
          <Notice title={t('budgeting.money.fixed')}>
            {reply.fixedAt && <p>{t('budgeting.money.fixed-since', { day: view.date(reply.fixedAt) })}</p>}
          </Notice>
        )}
        <Section id="envelopes" title={t('budgeting.money.envelopes')} note={t('budgeting.money.envelopes.note')}>
          {reply.envelopes.map((one) => (
            <Section key={one.position} id={`envelope-${one.position}`} title={inLang(one.name, view.lang)} level={3}>
              <SummaryList view={view} rows={rowsOf(one, reply.currency, view)} />
              {reply.mayChange && (
                <p>
                  <a href={view.href(`${path}/envelopes/${one.position}`)}>
                    {t('budgeting.money.change-envelope', { name: inLang(one.name, view.lang) })}
                  </a>
                </p>
              )}
            </Section>
          ))}
          {reply.mayChange && (
            <p>
              <ButtonLink kind="quiet" href={view.href(`${path}/new-envelope`)}>
                {t('budgeting.money.new-envelope')}
              </ButtonLink>
            </p>
          )}
        </Section>
        <Section id="rules" title={t('budgeting.money.rules')}>
          {reply.mayChange ? <Rules reply={reply} view={view} form={form} /> : <RulesRead reply={reply} view={view} />}
          <p>
            <a href={view.href(`${path}/delivery-rule`)}>{t('budgeting.delivery.rule')}</a>
          </p>
          {reply.gathersNeeds && (
            <p>
              <a href={view.href(`/work/processes/${process.number}/needs/ranking`)}>
                {t('budgeting.needs.ranking.title')}
              </a>
            </p>
          )}
        </Section>
      </Measure>
    </WorkPage>
  )
}

function Rules({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <Form view={view} action={view.href(`/work/processes/${reply.process.number}/money`)} errors={errors}>
      <TextField
        {...field('supportsNeeded', String(reply.supportsNeeded))}
        label={t('budgeting.money.supports')}
        hint={t('budgeting.money.supports.hint')}
        inputmode="numeric"
        short
      />
      <TextField
        {...field('contestDays', String(reply.contestDays))}
        label={t('budgeting.money.contest')}
        hint={t('budgeting.money.contest.hint')}
        inputmode="numeric"
        short
      />
      <Radios
        {...field('tie', reply.tie)}
        label={t('budgeting.money.tie')}
        hint={t('budgeting.money.tie.hint')}
        choices={tieNames.map((one) => ({ value: one, label: t(`budgeting.money.tie.${one}`) }))}
      />
      <TextArea
        {...field('exclusive', setsInWords(reply))}
        label={t('budgeting.money.exclusive')}
        hint={t('budgeting.money.exclusive.hint')}
        rows={3}
        required={false}
      />
      <Radios
        {...field('ballots', reply.ballots)}
        label={t('budgeting.money.ballots')}
        hint={t('budgeting.money.ballots.hint')}
        choices={ballotsBy.map((value) => ({
          value,
          label: t(`budgeting.money.ballots.${value}`),
          hint: t(`budgeting.money.ballots.${value}.says`),
        }))}
      />
      <Radios
        {...field('publishing', reply.listsBallots ? 'list' : 'totals')}
        label={t('budgeting.money.publishing')}
        hint={t('budgeting.money.publishing.hint')}
        choices={publishing.map((one) => ({ value: one, label: t(`budgeting.money.publishing.${one}`) }))}
      />
      <Checkbox
        view={view}
        name="asksAge"
        label={t('budgeting.money.asks-age')}
        hint={t('budgeting.money.asks-age.hint')}
        error={errors?.asksAge}
        checked={ticked(form, 'asksAge', reply.asksAge)}
      />
      <Button>{t('budgeting.money.save')}</Button>
    </Form>
  )
}

function RulesRead({ reply, view }: Omit<Props, 'form'>) {
  const { t } = view
  return (
    <SummaryList
      view={view}
      rows={[
        { question: t('budgeting.money.supports'), answer: view.number(reply.supportsNeeded) },
        { question: t('budgeting.money.contest'), answer: view.number(reply.contestDays) },
        { question: t('budgeting.money.tie'), answer: t(`budgeting.money.tie.${reply.tie}`) },
        { question: t('budgeting.money.exclusive'), answer: setsInWords(reply) || '—' },
        {
          question: t('budgeting.money.publishing'),
          answer: t(`budgeting.money.publishing.${reply.listsBallots ? 'list' : 'totals'}`),
        },
        { question: t('budgeting.money.ballots'), answer: t(`budgeting.money.ballots.${reply.ballots}`) },
        {
          question: t('budgeting.money.asks-age'),
          answer: t(reply.asksAge ? 'budgeting.money.asks-age.yes' : 'budgeting.money.asks-age.no'),
        },
      ]}
    />
  )
}

const setsInWords = ({ exclusive }: MoneyView) => exclusive.map((set) => set.join(', ')).join('\n')

function rowsOf(one: EnvelopeFacts, currency: string, view: View) {
  const { t } = view
  const sum = (minor: number | null) => (minor === null ? t('budgeting.money.no-limit') : money(view, minor, currency))
  return [
    {
      question: t('budgeting.money.amount'),
      answer: one.amountProposed
        ? t('budgeting.money.amount.unconfirmed', { amount: sum(one.amount) })
        : sum(one.amount),
    },
    { question: t('budgeting.money.place'), answer: one.place.name },
    {
      question: t('budgeting.money.costs'),
      answer:
        one.maxCost === null && !one.minCost
          ? t('budgeting.money.no-limit')
          : one.maxCost === null
            ? t('budgeting.money.at-least', { from: sum(one.minCost) })
            : t('budgeting.money.from-to', { from: sum(one.minCost ?? 0), to: sum(one.maxCost) }),
    },
    {
      question: t('budgeting.money.picks'),
      answer: t('budgeting.money.from-to', { from: view.number(one.minPicks), to: view.number(one.maxPicks) }),
    },
    {
      question: t('budgeting.money.category'),
      answer: one.category ? t(`budgeting.ideas.category.${one.category}`) : t('budgeting.money.category.any'),
    },
    {
      question: t('budgeting.money.ballot-kind'),
      answer: (
        <>
          {t(`budgeting.vote.kind.${one.ballotKind}`)}
          {one.points !== null &&
            ` — ${t('budgeting.vote.kind.points.how', { points: one.points, most: one.maxPoints ?? one.points })}`}
        </>
      ),
    },
    { question: t('budgeting.money.rule'), answer: t(`budgeting.rule.${one.rule}`) },
    ...(one.chosen.minimum === null
      ? []
      : [{ question: t('budgeting.money.minimum'), answer: view.number(one.chosen.minimum) }]),
    ...(one.chosen.comparison === 'none'
      ? []
      : [
          {
            question: t('budgeting.money.comparison'),
            answer: t(`budgeting.money.comparison.${one.chosen.comparison}`),
          },
        ]),
    { question: t('budgeting.money.leftovers'), answer: t(`budgeting.money.leftovers.${one.leftovers}`) },
  ]
}
