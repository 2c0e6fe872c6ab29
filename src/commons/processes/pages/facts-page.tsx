import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf, ticked } from '#ui/form-state.ts'
import type { ProcessFactsView } from '../replies.ts'
import { processDeskCrumbs } from './process-crumbs.ts'
import { WordsFields } from './words-fields.tsx'

/** What a draft says and who may take part. */
export function FactsPage({ reply, view, form }: { reply: ProcessFactsView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <WorkPage
      view={view}
      title={t('processes.facts.change')}
      crumbs={processDeskCrumbs(view, { number: reply.number, title: inLang(reply.title, view.lang) })}
    >
      <Measure>
        <Form view={view} action={view.href(`/work/processes/${reply.number}/facts`)} errors={errors}>
          <WordsFields view={view} form={form} errors={errors} places={reply.places} now={reply} />
          <TextField
            {...field('minAge', String(reply.minAge))}
            label={t('processes.min-age')}
            hint={t('processes.min-age.hint')}
            inputmode="numeric"
            short
          />
          <Checkbox
            view={view}
            name="residentsOnly"
            label={t('processes.residents-only')}
            checked={ticked(form, 'residentsOnly', reply.residentsOnly)}
          />
          <Radios
            {...field('level', reply.level)}
            label={t('processes.who.level')}
            choices={(['email', 'strong', 'signed'] as const).map((level) => ({
              value: level,
              label: t(`processes.level.${level}`),
            }))}
          />
          <Button>{t('processes.facts.save')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
