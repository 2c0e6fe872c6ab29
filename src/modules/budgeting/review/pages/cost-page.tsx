import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { typedAmount } from '../../money-field.ts'
import { IdeaWorkPage, type StepProps } from './idea-work-page.tsx'

/** What an idea costs, in its parts; the total is computed. */
export function CostPage({ reply, view, form }: StepProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  const { cost, currency } = reply.review
  // Left empty it is the total, also the next one: kept as a number it would be wrong as soon as a part changes.
  const saved = (name: 'works' | 'vat' | 'design' | 'contingency' | 'low' | 'high') =>
    cost && (name === 'low' || name === 'high') && cost[name] === cost.total ? null : (cost?.[name] ?? null)
  const sum = (name: 'works' | 'vat' | 'design' | 'contingency' | 'low' | 'high') => ({
    view,
    name,
    label: t('budgeting.review.in-currency', { what: t(`budgeting.review.cost.${name}`), currency }),
    error: errors?.[name],
    value: typed(form, name, typedAmount(view, saved(name))),
    inputmode: 'decimal' as const,
    short: true,
  })
  return (
    <IdeaWorkPage
      reply={reply}
      view={view}
      title={t('budgeting.review.cost')}
      lead={t('budgeting.review.cost.lead')}
      may={reply.may.cost}
    >
      <Form view={view} action={view.href(`/work/ideas/${reply.idea.number}/cost`)} errors={errors}>
        <DateField
          view={view}
          name="priceOn"
          label={t('budgeting.review.cost.price-on')}
          error={errors?.priceOn}
          value={typed(form, 'priceOn', cost?.priceOn ?? reply.today)}
        />
        <TextField {...sum('works')} hint={t('budgeting.money.amount.hint')} />
        <TextField {...sum('vat')} />
        <TextField {...sum('design')} />
        <TextField {...sum('contingency')} hint={t('budgeting.review.cost.contingency.hint')} />
        <TextField {...sum('low')} required={false} hint={t('budgeting.review.cost.range.hint')} />
        <TextField {...sum('high')} required={false} hint={t('budgeting.review.cost.range.hint')} />
        <TextField
          view={view}
          name="upkeepYearly"
          label={t('budgeting.review.in-currency', { what: t('budgeting.review.cost.upkeep'), currency })}
          hint={t('budgeting.review.cost.upkeep.hint')}
          error={errors?.upkeepYearly}
          value={typed(form, 'upkeepYearly', typedAmount(view, cost?.upkeepYearly ?? null))}
          inputmode="decimal"
          short
        />
        <Button>{t('budgeting.review.cost.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}
