import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Select } from '#ui/components/Select.tsx'
import { Selects } from '#ui/components/Selects.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { columnTypes, delimiterNames, encodings, MOST_TYPES } from '../fields.ts'
import type { VersionView } from '../replies.ts'
import { versionPath } from './work-frame.tsx'

const NUMBERS = { preamble: 'preamble', headerRows: 'header-rows', totals: 'totals' } as const

/** How the file is to be read where the house guessed wrong; what is left empty is guessed again. */
export function ReadingForm({ reply, view, form }: { reply: VersionView; view: View; form: FormState }) {
  const { t } = view
  const { overrides } = reply
  const action = view.href(`${versionPath(reply)}/reading`)
  const mine = view.returned && view.href(view.returned.action) === action
  const errors = mine ? errorsOf(form, view) : undefined
  const was = (name: string, otherwise: string | number | null) =>
    mine ? typed(form, name) : otherwise === null ? '' : String(otherwise)
  return (
    <Measure>
      <Form view={view} action={action} errors={errors} scope="reading">
        <Select
          view={view}
          name="encoding"
          label={t('open-data.ingest.encoding')}
          hint={t('open-data.ingest.encoding.hint')}
          error={errors?.encoding}
          required={false}
          value={was('encoding', overrides.encoding)}
          empty={t('open-data.ingest.guess')}
          options={encodings.map((value) => ({ value, label: value }))}
        />
        <Select
          view={view}
          name="delimiter"
          label={t('open-data.ingest.delimiter')}
          error={errors?.delimiter}
          required={false}
          value={was('delimiter', overrides.delimiter)}
          empty={t('open-data.ingest.guess')}
          options={delimiterNames.map((value) => ({ value, label: t(`open-data.ingest.delimiter.${value}`) }))}
        />
        {(['preamble', 'headerRows', 'totals'] as const).map((name) => (
          <TextField
            key={name}
            view={view}
            name={name}
            label={t(`open-data.ingest.${NUMBERS[name]}`)}
            hint={t(`open-data.ingest.${NUMBERS[name]}.hint`)}
            error={errors?.[name]}
            required={false}
            value={was(name, overrides[name])}
            inputmode="numeric"
            short
          />
        ))}
        <Checkbox
          view={view}
          name="commaBelow"
          label={t('open-data.ingest.comma-below')}
          checked={mine ? ticked(form, 'commaBelow') : overrides.commaBelow}
        />
        <Types reply={reply} view={view} error={errors?.types} />
        <Button kind="quiet">{t('open-data.ingest.overrule.button')}</Button>
      </Form>
    </Measure>
  )
}

/** What each column holds, as it was read; a column is known by its name through the tables of a file. */
function Types({ reply, view, error }: { reply: VersionView; view: View; error: string | undefined }) {
  const { t } = view
  const columns = [
    ...new Map(reply.tables.flatMap((table) => table.columns).map((column) => [column.name, column])).values(),
  ]
  if (columns.length === 0 || columns.length > MOST_TYPES) return null
  return (
    <Details summary={t('open-data.ingest.types')} open={error !== undefined}>
      <Selects
        view={view}
        name="types"
        sendAs="types"
        label={t('open-data.ingest.types.label')}
        hint={t('open-data.ingest.types.hint')}
        error={error}
        required={false}
        values={columns.map(({ name, type }) => `${name}=${type}`)}
        empty={t('open-data.ingest.guess')}
        rows={columns.map(({ name, title }) => ({
          key: name,
          label: title,
          options: columnTypes.map((one) => ({ value: `${name}=${one}`, label: t(`open-data.ingest.type.${one}`) })),
        }))}
      />
    </Details>
  )
}
