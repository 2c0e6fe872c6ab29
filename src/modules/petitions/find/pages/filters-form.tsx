import { PlaceField } from '#commons/places/place-field.tsx'
import { langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { topics } from '../../petition.ts'
import { sorts, standings, usualSort } from '../filters.ts'
import type { PetitionList } from '../replies.ts'

/** Words, filters and order in one plain form; what is rarely asked is folded away until it is on. */
export function FiltersForm({ reply, view }: { reply: PetitionList; view: View }) {
  const { t } = view
  const { query, choices } = reply
  const any = t('petitions.find.any')
  const select = (
    name: 'topic' | 'state' | 'lang' | 'authority',
    label: string,
    options: Parameters<typeof Select>[0]['options'],
  ) => <Select view={view} name={name} label={label} inSearch empty={any} value={query[name] ?? ''} options={options} />
  return (
    <FilterForm view={view} action={view.href('/petitions')} label={t('petitions.find.title')}>
      <TextField view={view} type="search" name="q" label={t('petitions.find.words')} inSearch value={query.q ?? ''} />
      <PlaceField
        view={view}
        name="place"
        label={t('petitions.find.place')}
        inSearch
        empty={any}
        value={query.place ?? ''}
        form={{ values: { 'place-search': choices.placeSearch ?? '' } }}
        places={choices.places}
      />
      <Details
        summary={t('petitions.find.more-filters')}
        open={Boolean(query.state || query.topic || query.authority || query.lang) || query.sort !== usualSort(query)}
      >
        {select(
          'state',
          t('petitions.find.state'),
          standings.map((value) => ({ value, label: t(`petitions.find.state.${value}`) })),
        )}
        {select(
          'topic',
          t('petitions.find.topic'),
          topics.map((value) => ({ value, label: t(`petitions.topic.${value}`) })),
        )}
        {select(
          'authority',
          t('petitions.find.authority'),
          choices.authorities.map(({ slug, name }) => ({ value: slug, label: name })),
        )}
        {select(
          'lang',
          t('petitions.find.lang'),
          langs.map((value) => ({ value, label: t(`petitions.find.lang.${value}`) })),
        )}
        <Select
          view={view}
          name="sort"
          inSearch
          label={t('petitions.find.sort')}
          value={query.sort === usualSort(query) ? 'best' : query.sort}
          options={sorts.map((value) => ({ value, label: t(`petitions.find.sort.${value}`) }))}
        />
      </Details>
    </FilterForm>
  )
}
