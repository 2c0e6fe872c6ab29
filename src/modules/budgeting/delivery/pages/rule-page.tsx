import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf, ticked } from '#ui/form-state.ts'
import type { DeliveryRuleView } from '../replies.ts'
import { fallbacks } from '../rule.ts'
import { RuleInWords } from './rule-in-words.tsx'

/** What happens when a chosen project cannot be done, set before anybody votes. */
export function RulePage({ reply, view, form }: { reply: DeliveryRuleView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const { process, rule } = reply
  return (
    <WorkPage
      view={view}
      title={t('budgeting.delivery.rule')}
      lead={t('budgeting.delivery.rule.lead')}
      crumbs={[
        ...processDeskCrumbs(view, process),
        { path: `/work/processes/${process.number}/money`, label: t('budgeting.money.title') },
      ]}
    >
      <Measure>
        {reply.mayChange ? (
          <Form view={view} action={view.href(`/work/processes/${process.number}/money/delivery-rule`)} errors={errors}>
            <TextField
              {...field('overCostPercent', String(rule.overCostPercent))}
              label={t('budgeting.delivery.rule.percent')}
              hint={t('budgeting.delivery.rule.percent.hint')}
              inputmode="numeric"
              short
            />
            <Checkbox
              view={view}
              name="topUp"
              label={t('budgeting.delivery.rule.top-up')}
              error={errors?.topUp}
              checked={ticked(form, 'topUp', rule.topUp)}
            />
            <Radios
              {...field('fallback', rule.fallback)}
              label={t('budgeting.delivery.rule.fallback')}
              choices={fallbacks.map((value) => ({ value, label: t(`budgeting.delivery.rule.${value}`) }))}
            />
            <Button>{t('budgeting.money.save')}</Button>
          </Form>
        ) : (
          <>
            <Notice title={t('budgeting.money.fixed')} />
            <RuleInWords rule={rule} view={view} />
          </>
        )}
      </Measure>
    </WorkPage>
  )
}
