import type { View } from '#kernel/i18n/view.ts'
import { FilterForm } from '#ui/components/Form.tsx'
import { type Option, Select } from '#ui/components/Select.tsx'

interface Props {
  view: View
  label: string
  /** The state that one sees, or null for all. */
  state: string | null
  options: Option[]
}

/** A list of work in one state only. */
export function StateFilter({ view, label, state, options }: Props) {
  return (
    <FilterForm view={view} action={view.href(view.path)} label={label}>
      <Select
        view={view}
        name="state"
        label={view.t('open-data.wishes.state')}
        inSearch
        empty={view.t('open-data.catalogue.any')}
        value={state ?? ''}
        options={options}
      />
    </FilterForm>
  )
}
