import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { typedAmount } from '../../money-field.ts'
import { IdeaWorkPage, type StepProps } from './idea-work-page.tsx'

/** What an idea costs, in its parts; the total is computed. */
export function CostPage({ reply, view, form }: StepProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const { cost, currency } = reply.review
  // Left empty it is the total, also the next one: kept as a number it would be wrong as soon as a part changes.
  const saved = (name: 'works' | 'vat' | 'design' | 'contingency' | 'low' | 'high') =>
    cost && (name === 'low' || name === 'high') && cost[name] === cost.total ? null : (cost?.[name] ?? null)
  const sum = (name: 'works' | 'vat' | 'design' | 'contingency' | 'low' | 'high') => ({
    ...field(name, typedAmount(view, saved(name))),
    label: t('budgeting.review.in-currency', { what: t(`budgeting.review.cost.${name}`), currency }),
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
        <DateField {...field('priceOn', cost?.priceOn ?? reply.today)} label={t('budgeting.review.cost.price-on')} />
        <TextField {...sum('works')} hint={t('budgeting.money.amount.hint')} />
        <TextField {...sum('vat')} />
        <TextField {...sum('design')} />
        <TextField {...sum('contingency')} hint={t('budgeting.review.cost.contingency.hint')} />
        <TextField {...sum('low')} required={false} hint={t('budgeting.review.cost.range.hint')} />
        <TextField {...sum('high')} required={false} hint={t('budgeting.review.cost.range.hint')} />
        <TextField
          {...field('upkeepYearly', typedAmount(view, cost?.upkeepYearly ?? null))}
          label={t('budgeting.review.in-currency', { what: t('budgeting.review.cost.upkeep'), currency })}
          hint={t('budgeting.review.cost.upkeep.hint')}
          inputmode="decimal"
          short
        />
        <Button>{t('budgeting.review.cost.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}
