import { PlaceField } from '#commons/places/place-field.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import type { DocumentView } from '../replies.ts'
import { rollCrumbs } from './roll-crumbs.ts'

/** Somebody shows a document and comes onto the roll. */
export function DocumentPage({ reply, view, form }: { reply: DocumentView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <WorkPage
      view={view}
      title={t('processes.roll.put')}
      lead={t('processes.roll.put.lead')}
      crumbs={rollCrumbs(view, reply.process)}
    >
      <Measure>
        <Form view={view} action={view.href(`/work/processes/${reply.process.number}/roll/documents`)} errors={errors}>
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
          <DateField {...field('birthDate')} label={t('processes.roll.born')} />
          {reply.asksPlace && (
            <PlaceField {...field('place')} label={t('processes.roll.ask.place')} form={form} places={reply.places} />
          )}
          <Checkbox view={view} name="seen" label={t('processes.roll.seen')} error={errors?.seen} checked={false} />
          <Button>{t('processes.roll.put')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
