import { searchedFieldOf, searchFieldOf } from '#kernel/forms/search-field.ts'
import type { FormState } from '#kernel/http/endpoint.ts'
import { AGAIN } from '#kernel/i18n/view.ts'
import { Checkbox } from '#ui/components/Choices.tsx'
import { EnterButton } from '#ui/components/EnterButton.tsx'
import { controlOf, Field, type FieldProps } from '#ui/components/Field.tsx'
import { HiddenField } from '#ui/components/OtherFields.tsx'
import { type Option, type OptionGroup, Select } from '#ui/components/Select.tsx'
import { typed } from '#ui/form-state.ts'
import { type PlaceChoice, placeOptions, standsAlone } from './choices.ts'
import { ELSEWHERE } from './field.ts'
import { MOST_FOUND } from './seek.ts'

export interface PlaceFieldProps extends FieldProps {
  form: Pick<FormState, 'values'>
  /** From `placeChoices` and the like. */
  places: PlaceChoice[]
  value?: string | undefined
  /** Before all places, such as the whole country. */
  first?: Option[] | undefined
  /** First entry, with an empty value; "choose the place" unless said otherwise. */
  empty?: string | undefined
  autocomplete?: string | undefined
  /** On a page for everybody: what is not listed is chosen on the page of the form. */
  short?: boolean | undefined
}

/**
 * Where something is or somebody lives. A list while one can go through it; where the country has more places, a field for the first
 * letters whose button shows the form again with what was found, as everything else was typed.
 */
export function PlaceField({ form, places, first = [], short, ...field }: PlaceFieldProps) {
  const { t } = field.view
  const listed = places.filter(({ key }) => key !== '')
  const options = [...first, ...placeOptions(listed)]
  const select = { empty: t('places.choose'), ...field }
  if (listed.length === places.length) return <Select {...select} options={options} />
  if (short) return <Select {...select} options={[...options, { value: ELSEWHERE, label: t('places.elsewhere') }]} />
  const alone = listed.filter(standsAlone)
  const behind = places.slice(places.findIndex(({ key }) => key === '') + 1)
  const found = behind.filter((place) => !standsAlone(place)).length
  const isList = first.length + listed.length > alone.length
  return <PlaceSearch {...select} {...{ form, options, alone, found, isList }} />
}

interface PlaceSearchProps extends Omit<PlaceFieldProps, 'places' | 'first'> {
  options: (Option | OptionGroup)[]
  /** Of the options those that lie in no unit. */
  alone: PlaceChoice[]
  /** How many were found besides. */
  found: number
  /** There is something to choose from besides those. */
  isList: boolean
}

function PlaceSearch({ form, options, alone, found, isList, ...field }: PlaceSearchProps) {
  const { view, name, inSearch } = field
  const { t } = view
  const words = typed(form as FormState, searchFieldOf(name))
  const nothing = words !== '' && found === 0 ? t('places.none-found', { words }) : undefined
  const searched = view.returned?.why === 'search' && words !== ''
  // With nothing to choose from, what is asked is asked by the search itself.
  const search: FieldProps = isList
    ? { view, name: searchFieldOf(name), label: t('places.search-other'), inSearch, required: false }
    : { ...field, hint: hintOf(t('places.search-hint'), field.hint), error: nothing ?? field.error }
  return (
    <>
      {isList && (
        <Select
          {...field}
          hint={found > MOST_FOUND - 1 ? t('places.more-found', { most: MOST_FOUND }) : field.hint}
          options={options}
          focused={searched}
        />
      )}
      {!inSearch && <EnterButton />}
      <Field {...search} error={search.error ?? nothing}>
        <div class="field-row">
          <input
            class="ds-input input"
            type="text"
            autocomplete="off"
            {...controlOf(search)}
            name={searchFieldOf(name)}
            value={words}
          />
          {!inSearch && <HiddenField name={searchedFieldOf(name)} value={words} />}
          <button
            class="ds-button button button-quiet"
            data-variant="secondary"
            type="submit"
            {...(!inSearch && { name: AGAIN, value: 'search' })}
          >
            {t('places.search')}
          </button>
        </div>
      </Field>
      {!isList &&
        alone.map(({ key, name }) => (
          <Checkbox
            key={key}
            view={view}
            name={`${field.name}-${key}`}
            sendAs={field.name}
            label={name}
            value={key}
            checked={field.value === key}
          />
        ))}
    </>
  )
}

/** How one searches, then what the field itself has to say. */
function hintOf(search: string, own: FieldProps['hint']): FieldProps['hint'] {
  return own ? (
    <>
      {search} {own}
    </>
  ) : (
    search
  )
}
