import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { typeGroups } from './reuses-page.tsx'

interface Props {
  view: View
  form: FormState
  /** Of the writer; null where none is known. */
  name: string | null
  /** What stands there before anything was typed. */
  said: { type: string; title: string; url: string; markdown: string; datasets: string; shown: boolean }
}

/** What one says of a reuse. */
export function ReuseFields({ view, form, name, said }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <>
      <Select
        view={view}
        name="type"
        label={t('open-data.around.type')}
        hint={t('open-data.around.type.hint')}
        error={errors?.type}
        empty={t('open-data.around.type.choose')}
        value={typed(form, 'type', said.type)}
        options={typeGroups(view)}
      />
      <TextField
        view={view}
        name="title"
        label={t('open-data.around.name')}
        error={errors?.title}
        value={typed(form, 'title', said.title)}
      />
      <TextField
        view={view}
        name="address"
        type="url"
        inputmode="url"
        spellcheck={false}
        label={t('open-data.around.address')}
        hint={t('open-data.around.address.hint')}
        error={errors?.address}
        value={typed(form, 'address', said.url)}
      />
      <TextArea
        view={view}
        name="text"
        label={t('open-data.around.text')}
        hint={t('open-data.around.text.hint')}
        error={errors?.text}
        value={typed(form, 'text', said.markdown)}
        rows={6}
        limit={3_000}
      />
      <TextArea
        view={view}
        name="datasets"
        label={t('open-data.around.datasets')}
        hint={t('open-data.around.datasets.hint')}
        error={errors?.datasets}
        value={typed(form, 'datasets', said.datasets)}
        rows={3}
      />
      {name ? (
        <Checkbox
          view={view}
          name="showName"
          label={t('open-data.around.show-name', { name })}
          hint={t('open-data.around.show-name.hint')}
          error={errors?.showName}
          checked={ticked(form, 'showName', said.shown)}
        />
      ) : (
        <p class="soft">{t('open-data.around.name.none')}</p>
      )}
    </>
  )
}
