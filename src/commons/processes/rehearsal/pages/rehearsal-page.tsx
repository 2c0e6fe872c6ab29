import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { processDeskCrumbs } from '../../pages/process-crumbs.ts'
import type { RehearsalFormView } from '../replies.ts'
import { MOST_PEOPLE } from '../request.ts'

const numbers = [
  ['people', '2000'],
  ['turnout', '20'],
  ['seed', '1'],
] as const

/** With whom a process is rehearsed. */
export function RehearsalPage({ reply, view, form }: { reply: RehearsalFormView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const desk = `/work/processes/${reply.number}`
  return (
    <WorkPage
      view={view}
      title={t('processes.rehearsal.begin')}
      lead={t('processes.rehearsal.lead')}
      crumbs={processDeskCrumbs(view, reply)}
    >
      <Measure>
        {reply.draft && <Notice kind="info" title={t('processes.rehearsal.of-draft')} />}
        <Form
          view={view}
          action={view.href(`${desk}/rehearsal`)}
          errors={errors}
          hidden={{ 'idempotency-key': form.key }}
        >
          {numbers.map(([name, usual]) => (
            <TextField
              key={name}
              view={view}
              name={name}
              label={t(`processes.rehearsal.${name}`)}
              hint={
                name === 'people'
                  ? t('processes.rehearsal.people.hint', { most: MOST_PEOPLE })
                  : t(`processes.rehearsal.${name}.hint`)
              }
              error={errors?.[name]}
              value={typed(form, name, usual)}
              inputmode="numeric"
              short
            />
          ))}
          <Radios
            view={view}
            name="model"
            label={t('processes.rehearsal.model')}
            error={errors?.model}
            value={typed(form, 'model', reply.models[0]?.name)}
            choices={reply.models.map(({ name, title, says }) => ({ value: name, label: title, hint: says }))}
          />
          <p class="soft">{t('processes.rehearsal.takes-time')}</p>
          <Button>{t('processes.rehearsal.button')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
