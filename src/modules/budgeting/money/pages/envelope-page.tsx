import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf, typed } from '#ui/form-state.ts'
import { ballotKinds, leftovers } from '../../budget.ts'
import { categories } from '../../idea.ts'
import { money } from '../../money.ts'
import { typedAmount } from '../../money-field.ts'
import { comparisons, offeredRules, stops, takes } from '../../offered-rules.ts'
import type { EnvelopeView } from '../replies.ts'

interface Props {
  reply: EnvelopeView
  view: View
  form: FormState
}

/** An envelope: its name, area, money, limits and rule. */
export function EnvelopePage({ reply, view, form }: Props) {
  const { t } = view
  const { process, envelope } = reply
  const path = `/work/processes/${process.number}/money`
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={envelope ? inLang(envelope.name, view.lang) : t('budgeting.money.new-envelope')}
      crumbs={[...processDeskCrumbs(view, process), { path, label: t('budgeting.money.title') }]}
    >
      <Measure>
        {reply.mayChange ? (
          <Form
            view={view}
            action={view.href(envelope ? `${path}/envelopes/${envelope.position}` : `${path}/envelopes`)}
            errors={errors}
            hidden={envelope ? undefined : { 'idempotency-key': form.key }}
          >
            <EnvelopeFields reply={reply} view={view} form={form} errors={errors} />
            <Button>{t('budgeting.money.save')}</Button>
          </Form>
        ) : (
          <Notice title={t('budgeting.money.fixed')} />
        )}
        {envelope && reply.mayRemove && (
          <Section id="remove" title={t('budgeting.money.remove')} note={t('budgeting.money.remove.note')}>
            <Form view={view} action={view.href(`${path}/envelopes/${envelope.position}/removal`)}>
              <Button kind="danger">{t('budgeting.money.remove.button')}</Button>
            </Form>
          </Section>
        )}
      </Measure>
    </WorkPage>
  )
}

function EnvelopeFields({ reply, view, form, errors }: Props & { errors: Errors | undefined }) {
  const { t } = view
  const { envelope, currency } = reply
  const field = fieldsOf({ view, form, errors })
  const sum = (name: 'amount' | 'minCost' | 'maxCost') => ({
    ...field(name, typedAmount(view, envelope?.[name] ?? null)),
    inputmode: 'decimal' as const,
    short: true,
  })
  return (
    <>
      <TextField {...field('nameRo', envelope?.name.ro)} label={t('budgeting.money.name.ro')} lang="ro" />
      <TextField
        {...field('nameRu', envelope?.name.ru)}
        label={t('budgeting.money.name.ru')}
        lang="ru"
        required={false}
      />
      <TextField
        {...field('nameEn', envelope?.name.en)}
        label={t('budgeting.money.name.en')}
        lang="en"
        required={false}
      />
      <Select
        {...field('place', envelope?.place.key ?? reply.places[0]?.key)}
        label={t('budgeting.money.place')}
        hint={t('budgeting.money.place.hint')}
        options={reply.places.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <TextField
        {...sum('amount')}
        {...(envelope?.amountProposed && { value: typed(form, 'amount', '') })}
        label={t('budgeting.money.amount-in', { currency })}
        hint={
          envelope?.amountProposed
            ? t('budgeting.money.amount.proposed', { amount: money(view, envelope.amount, currency) })
            : t('budgeting.money.amount.hint')
        }
      />
      <TextField {...sum('minCost')} label={t('budgeting.money.min-cost', { currency })} required={false} />
      <TextField {...sum('maxCost')} label={t('budgeting.money.max-cost', { currency })} required={false} />
      <Select
        {...field('category', envelope?.category ?? '')}
        label={t('budgeting.money.category')}
        hint={t('budgeting.money.category.hint')}
        empty={t('budgeting.money.category.any')}
        options={categories.map((one) => ({ value: one, label: t(`budgeting.ideas.category.${one}`) }))}
        required={false}
      />
      <Radios
        {...field('ballotKind', envelope?.ballotKind ?? ballotKinds[0])}
        label={t('budgeting.money.ballot-kind')}
        choices={ballotKinds.map((kind) => ({
          value: kind,
          label: t(`budgeting.vote.kind.${kind}`),
          hint: t(`budgeting.vote.kind.${kind}.says`),
        }))}
      />
      <TextField
        {...field('points', envelope?.points ? String(envelope.points) : '')}
        label={t('budgeting.money.points')}
        hint={t('budgeting.money.points.hint')}
        inputmode="numeric"
        short
        required={false}
      />
      <TextField
        {...field('maxPoints', envelope?.maxPoints ? String(envelope.maxPoints) : '')}
        label={t('budgeting.money.max-points')}
        inputmode="numeric"
        short
        required={false}
      />
      <TextField
        {...field('minPicks', String(envelope?.minPicks ?? 1))}
        label={t('budgeting.money.min-picks')}
        inputmode="numeric"
        short
      />
      <TextField
        {...field('maxPicks', String(envelope?.maxPicks ?? 5))}
        label={t('budgeting.money.max-picks')}
        hint={t('budgeting.money.max-picks.hint')}
        inputmode="numeric"
        short
      />
      <Radios
        {...field('rule', envelope?.chosen.rule ?? offeredRules[0])}
        label={t('budgeting.money.rule')}
        choices={offeredRules.map((rule) => ({
          value: rule,
          label: t(`budgeting.rule.${rule}`),
          hint: (
            <>
              {t(`budgeting.rule.${rule}.says`)}{' '}
              {ballotKinds.every((kind) => takes(rule, kind))
                ? t('budgeting.money.takes-all')
                : t('budgeting.money.takes', {
                    kinds: view.list(
                      ballotKinds.filter((kind) => takes(rule, kind)).map((kind) => t(`budgeting.vote.kind.${kind}`)),
                    ),
                  })}
            </>
          ),
        }))}
      />
      <TextField
        {...field('minimum', envelope?.chosen.minimum ? String(envelope.chosen.minimum) : '')}
        label={t('budgeting.money.minimum')}
        hint={t('budgeting.money.minimum.hint')}
        inputmode="numeric"
        short
        required={false}
      />
      <Radios
        {...field('stop', envelope?.chosen.stop ?? stops[0])}
        label={t('budgeting.money.stop')}
        hint={t('budgeting.money.stop.hint')}
        choices={stops.map((one) => ({ value: one, label: t(`budgeting.money.stop.${one}`) }))}
      />
      <Radios
        {...field('comparison', envelope?.chosen.comparison ?? comparisons[0])}
        label={t('budgeting.money.comparison')}
        hint={t('budgeting.money.comparison.hint')}
        choices={comparisons.map((one) => ({ value: one, label: t(`budgeting.money.comparison.${one}`) }))}
      />
      <Radios
        {...field('leftovers', envelope?.leftovers ?? leftovers[0])}
        label={t('budgeting.money.leftovers')}
        hint={t('budgeting.money.leftovers.hint')}
        choices={leftovers.map((one) => ({ value: one, label: t(`budgeting.money.leftovers.${one}`) }))}
      />
    </>
  )
}
