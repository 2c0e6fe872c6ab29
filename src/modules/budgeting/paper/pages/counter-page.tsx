import { PlaceField } from '#commons/places/place-field.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { ways } from '../paper.ts'
import type { CounterView } from '../replies.ts'
import { paperCrumbs } from './paper-crumbs.ts'

interface Props {
  reply: CounterView
  view: View
  form: FormState
}

/** Step by step with somebody who comes to vote on paper: look at the document, check, give one ballot. */
export function CounterPage({ reply, view, form }: Props) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={t('budgeting.paper.counter')}
      lead={t('budgeting.paper.counter.lead')}
      crumbs={paperCrumbs(view, reply.process)}
    >
      <Measure>
        {reply.standing === 'open' ? (
          <Check reply={reply} view={view} form={form} />
        ) : (
          <Notice kind="info" title={t(`budgeting.vote.not-now.${reply.standing}`)} />
        )}
      </Measure>
    </WorkPage>
  )
}

function Check({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const asksDocument = reply.rollSource === 'declared' || reply.rollSource === 'document'
  return (
    <Form view={view} action={view.href(`/work/processes/${reply.process.number}/counter`)} errors={errors}>
      {reply.rollSource === 'codes' ? (
        <TextField
          view={view}
          name="code"
          label={t('budgeting.vote.code')}
          error={errors?.code}
          autocomplete="off"
          spellcheck={false}
          short
        />
      ) : (
        <TextField
          view={view}
          name="personalNumber"
          label={t('processes.roll.idnp')}
          hint={t('processes.roll.idnp.hint')}
          error={errors?.personalNumber}
          inputmode="numeric"
          autocomplete="off"
          short
        />
      )}
      {asksDocument && (
        <>
          <DateField {...field('birthDate')} label={t('processes.roll.born')} />
          {reply.asksPlace && (
            <PlaceField {...field('place')} label={t('budgeting.paper.place')} form={form} places={reply.places} />
          )}
        </>
      )}
      <Radios
        {...field('way', 'counter')}
        label={t('budgeting.paper.way')}
        choices={ways.map((way) => ({
          value: way,
          label: t(`budgeting.paper.way.${way}`),
          hint: t(`budgeting.paper.way.${way}.says`),
        }))}
      />
      <Checkbox view={view} name="seen" label={t('processes.roll.seen')} error={errors?.seen} checked={false} />
      <p class="soft">
        {t(
          reply.rollSource !== 'declared'
            ? 'budgeting.paper.check.roll'
            : reply.asksPlace
              ? 'budgeting.paper.check.declared'
              : 'budgeting.paper.check.declared-age',
        )}
      </p>
      {asksDocument && reply.asksAge && <p class="soft">{t('budgeting.paper.check.age')}</p>}
      <Button>{t('budgeting.paper.hand')}</Button>
    </Form>
  )
}
