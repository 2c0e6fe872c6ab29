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
import { InstitutionField } from '../../catalogue/describe/pages/institution-field.tsx'
import type { NewSourceView } from '../replies.ts'
import { sourceKinds } from '../source.ts'
import { SettingsFields } from './settings-fields.tsx'

/** Another catalogue to be read: what it is, where it stands, for whom. */
export function NewSourcePage({ reply, view, form }: { reply: NewSourceView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('open-data.harvest.new')}
      lead={t('open-data.harvest.new.lead')}
      crumbs={[{ path: '/work/data-sources', label: t('open-data.harvest.desk') }]}
    >
      <Measure>
        <div class="stack-wide">
          <Notice kind="warning" title={t('open-data.harvest.trust')}>
            <p>{t('open-data.harvest.trust.text')}</p>
          </Notice>
          <Form view={view} action={view.href('/work/data-sources/new')} errors={errors}>
            <InstitutionField
              view={view}
              form={form}
              errors={errors}
              institutions={reply.institutions}
              hint={t('open-data.harvest.institution.hint')}
            />
            <Radios
              view={view}
              name="kind"
              label={t('open-data.harvest.kind')}
              error={errors?.kind}
              value={typed(form, 'kind', 'ckan')}
              choices={sourceKinds.map((value) => ({
                value,
                label: t(`open-data.harvest.kind.${value}`),
                hint: t(`open-data.harvest.kind.${value}.hint`),
              }))}
            />
            <TextField
              view={view}
              name="address"
              type="url"
              inputmode="url"
              spellcheck={false}
              label={t('open-data.harvest.address')}
              hint={t('open-data.harvest.address.hint')}
              error={errors?.address}
              value={typed(form, 'address')}
            />
            <SettingsFields view={view} form={form} now={{ schedule: 'daily', licence: null, lang: 'ro' }} />
            <Button>{t('open-data.harvest.add')}</Button>
          </Form>
        </div>
      </Measure>
    </WorkPage>
  )
}
