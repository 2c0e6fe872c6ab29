import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { FileField } from '#ui/components/OtherFields.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import type { NewListView } from '../replies.ts'
import { memberships } from '../roll.ts'
import { rollCrumbs } from './roll-crumbs.ts'

/** Bringing a list of people: it is read and shown before it counts. */
export function NewListPage({ reply, view, form }: { reply: NewListView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <WorkPage
      view={view}
      title={t('processes.roll.new-list')}
      lead={t('processes.roll.new-list.lead')}
      crumbs={rollCrumbs(view, reply.process)}
    >
      <Measure>
        <pre>
          <code>idnp,birth_date,place{'\n'}2002500081628,1984-03-21,md-cu-botanica</code>
        </pre>
        <p class="soft">{t('processes.roll.new-list.age', { age: reply.minAge, day: view.date(reply.eligibleOn) })}</p>
        <Form
          view={view}
          action={view.href(`/work/processes/${reply.process.number}/roll/lists`)}
          errors={errors}
          multipart
        >
          <FileField
            view={view}
            name="file"
            label={t('processes.roll.file')}
            hint={t('processes.roll.file.hint')}
            error={errors?.file}
            accept="text/csv,.csv"
          />
          <Radios
            {...field('members', 'residents')}
            label={t('processes.roll.members')}
            choices={memberships.map((one) => ({
              value: one,
              label: t(`processes.roll.members.${one}`),
              hint: t(`processes.roll.members.${one}.says`),
            }))}
          />
          <TextField {...field('about')} label={t('processes.roll.about')} hint={t('processes.roll.about.hint')} />
          <Radios
            {...field('how', reply.fixed ? 'additions' : 'whole')}
            label={t('processes.roll.how')}
            choices={(['whole', 'additions'] as const).map((one) => ({
              value: one,
              label: t(`processes.roll.how.${one}`),
              hint: t(`processes.roll.how.${one}.says`),
            }))}
          />
          <TextArea
            {...field('reason')}
            label={t('processes.roll.reason')}
            hint={t('processes.roll.reason.hint')}
            required={false}
            rows={3}
            limit={500}
          />
          <Button>{t('processes.roll.new-list.button')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
