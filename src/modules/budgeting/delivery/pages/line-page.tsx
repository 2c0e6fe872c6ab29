import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { money } from '../../money.ts'
import { typedAmount } from '../../money-field.ts'
import type { LineDeskView } from '../replies.ts'
import { type DeskProps, deskPath, WorkFrame } from './work-frame.tsx'

/** A line of money: planned, then contracted with whom, then paid. */
export function LinePage({ reply, view, form }: DeskProps<LineDeskView>) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const { line, currency } = reply
  const contract = line?.contract
  const sum = (name: 'planned' | 'contracted' | 'paid', minor: number | null) => ({
    ...field(name, typedAmount(view, minor)),
    label: t('budgeting.review.in-currency', { what: t(`budgeting.delivery.${name}`), currency }),
    inputmode: 'decimal' as const,
    short: true,
    required: name === 'planned',
  })
  const words = (name: 'supplier' | 'contractNumber' | 'contractUrl' | 'ocid', value: string | null | undefined) => ({
    ...field(name, value),
    label: t(`budgeting.delivery.field.${name}`),
    required: false,
  })
  return (
    <WorkFrame
      reply={reply}
      view={view}
      title={line?.what ?? t('budgeting.delivery.line.add')}
      lead={
        reply.mayContract === null
          ? t('budgeting.delivery.line.lead.told', { cost: money(view, reply.cost, currency) })
          : t('budgeting.delivery.line.lead', { limit: money(view, reply.mayContract, currency) })
      }
      may={line !== null || reply.may.plan}
    >
      <Form
        view={view}
        action={view.href(`${deskPath(reply)}/money${line ? `/${line.id}` : ''}`)}
        errors={errors}
        hidden={line ? undefined : { 'idempotency-key': form.key }}
      >
        <TextField
          {...field('what', line?.what ?? '')}
          label={t('budgeting.delivery.line.what')}
          hint={t('budgeting.delivery.line.what.hint')}
        />
        <TextField {...sum('planned', line?.planned ?? null)} hint={t('budgeting.money.amount.hint')} />
        <TextField {...sum('contracted', contract?.contracted ?? null)} />
        <TextField {...words('supplier', contract?.supplier)} hint={t('budgeting.delivery.field.supplier.hint')} />
        <TextField {...words('contractNumber', contract?.contractNumber)} short />
        <DateField
          {...field('contractOn', contract?.contractOn ?? '')}
          label={t('budgeting.delivery.field.contractOn')}
          required={false}
          max={reply.today}
        />
        <TextField {...words('contractUrl', contract?.contractUrl)} type="url" />
        <TextField {...words('ocid', contract?.ocid)} hint={t('budgeting.delivery.field.ocid.hint')} />
        <TextField {...sum('paid', line && contract ? line.paid : null)} />
        <Button>{t('budgeting.delivery.save')}</Button>
      </Form>
    </WorkFrame>
  )
}
