import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import { langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { LineInLang, TextInLang } from '../../../in-lang.tsx'
import { fileTypes } from '../../vocabularies/file-types.ts'
import { licences } from '../../vocabularies/licences.ts'
import { nameOfCode } from '../../vocabularies/names.ts'
import type { FileDesk } from '../replies.ts'

interface Props {
  reply: FileDesk
  view: View
  form: FormState
}

/** What is said of a file, an address or a service; the file itself is sent afterwards. */
export function FilePage({ reply, view, form }: Props) {
  const { t } = view
  const { dataset, file } = reply
  const path = `/work/data/${dataset.name}`
  const action = file ? `${path}/distributions/${file.id}` : `${path}/distributions`
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t(file ? 'open-data.catalogue.describe.file.change' : 'open-data.catalogue.describe.file.add')}
      lead={t('open-data.catalogue.describe.file.lead')}
      crumbs={[
        { path: '/work/data', label: t('open-data.catalogue.describe.desk') },
        { path, label: dataset.title.text },
      ]}
    >
      <Measure>
        {dataset.state === 'review' ? (
          <Notice title={t('open-data.catalogue.describe.in-review')} />
        ) : (
          <>
            <Form
              view={view}
              action={view.href(action)}
              errors={view.returned?.action.endsWith('/removal') ? undefined : errors}
              hidden={file ? {} : { 'idempotency-key': form.key }}
            >
              <FileFields reply={reply} view={view} form={form} />
              <Button>{t('open-data.catalogue.describe.save')}</Button>
            </Form>
            {file && (
              <Details summary={t('open-data.catalogue.describe.file.remove')}>
                <p>{t('open-data.catalogue.describe.file.remove.note')}</p>
                <Form view={view} action={view.href(`${action}/removal`)} errors={undefined} scope="removal">
                  <Button kind="danger">{t('open-data.catalogue.describe.file.remove')}</Button>
                </Form>
              </Details>
            )}
          </>
        )}
      </Measure>
    </WorkPage>
  )
}

function FileFields({ reply: { file }, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <>
      {langs.map((lang) => (
        <LineInLang
          key={lang}
          {...{ view, form, errors, lang }}
          name="title"
          label="title"
          hint={t('open-data.catalogue.describe.file.title.hint')}
          now={file?.titles}
          needed
        />
      ))}
      <TextField
        view={view}
        name="url"
        type="url"
        label={t('open-data.catalogue.describe.file.url')}
        hint={t('open-data.catalogue.describe.file.url.hint')}
        required={false}
        error={errors?.url}
        value={typed(form, 'url', file?.url ?? '')}
      />
      <Select
        view={view}
        name="format"
        label={t('open-data.catalogue.facet.format')}
        required={false}
        empty={t('open-data.catalogue.describe.not-said')}
        error={errors?.format}
        value={typed(form, 'format', file?.format ?? '')}
        options={fileTypes.map((value) => ({ value, label: nameOfCode(t, 'file-type', value) }))}
      />
      <Select
        view={view}
        name="licence"
        label={t('open-data.catalogue.facet.licence')}
        required={false}
        empty={t('open-data.catalogue.describe.file.licence.same')}
        error={errors?.licence}
        value={typed(form, 'licence', file?.licence ?? '')}
        options={licences.map((value) => ({ value, label: nameOfCode(t, 'licence', value) }))}
      />
      <Details summary={t('open-data.catalogue.describe.file.descriptions')} open={errors !== undefined}>
        {langs.map((lang) => (
          <TextInLang
            key={lang}
            {...{ view, form, errors, lang }}
            name="description"
            label="description"
            now={file?.descriptions}
            needed={false}
            rows={3}
            limit={1_000}
          />
        ))}
      </Details>
    </>
  )
}
