import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Select } from '#ui/components/Select.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import type { NewProcessView } from '../replies.ts'
import { WordsFields } from './words-fields.tsx'

/** Begin from a blueprint; everything can be changed until the process is public. */
export function NewProcessPage({ reply, view, form }: { reply: NewProcessView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const only = reply.organisations.length === 1 ? reply.organisations[0]?.id : ''
  return (
    <WorkPage
      view={view}
      title={t('processes.begin')}
      lead={t('processes.begin.lead')}
      crumbs={[{ path: '/work/processes', label: t('processes.desk.title') }]}
    >
      <Measure>
        <Form
          view={view}
          action={view.href('/work/processes')}
          errors={errors}
          hidden={{ 'idempotency-key': form.key }}
        >
          <Radios
            {...field('blueprint')}
            label={t('processes.blueprint')}
            choices={reply.blueprints.map(({ name, title, says, days }) => ({
              value: name,
              label: title,
              hint: `${says} ${t('processes.blueprint.days', { days })}`,
            }))}
          />
          <Select
            {...field('organisation', only)}
            label={t('processes.owner')}
            empty={t('processes.owner.choose')}
            options={reply.organisations.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <WordsFields view={view} form={form} errors={errors} places={reply.places} />
          <DateField
            {...field('firstDay')}
            label={t('processes.first-day')}
            hint={t('processes.first-day.hint')}
            min={reply.today}
          />
          <Button>{t('processes.begin.button')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
