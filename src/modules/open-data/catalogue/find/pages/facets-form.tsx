import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import type { Facet } from '../facets.ts'
import { sorts, usualSort } from '../filters.ts'
import type { DatasetList } from '../replies.ts'

/** Those that most people narrow by stand open; the others are folded away until one is on. */
const FIRST: Facet[] = ['theme', 'institution', 'format']

/** Words and facets in one plain form; each choice says how much it would find. */
export function FacetsForm({ reply, view }: { reply: DatasetList; view: View }) {
  const { t } = view
  const { query } = reply
  const select = ({ facet, values }: DatasetList['facets'][number]) =>
    values.length > 0 && (
      <Select
        key={facet}
        view={view}
        name={facet}
        label={t(`open-data.catalogue.facet.${facet}`)}
        inSearch
        empty={t('open-data.catalogue.any')}
        value={query[facet] ?? ''}
        options={values.map(({ value, label, count }) => ({ value, label: `${label} (${view.number(count)})` }))}
      />
    )
  const first = reply.facets.filter(({ facet }) => FIRST.includes(facet))
  const others = reply.facets.filter(({ facet }) => !FIRST.includes(facet))
  return (
    <FilterForm
      view={view}
      action={view.href('/data')}
      label={t('open-data.catalogue.search')}
      submit={t('open-data.catalogue.search')}
    >
      <TextField
        view={view}
        type="search"
        name="q"
        label={t('open-data.catalogue.words')}
        inSearch
        value={query.q ?? ''}
      />
      {/* Chips say which are on: a phone need not show the lists for that. */}
      <Details summary={t('open-data.catalogue.filters')} wide>
        {FIRST.map((name) => first.find(({ facet }) => facet === name)).map((one) => one && select(one))}
        <Details
          summary={t('open-data.catalogue.more-filters')}
          open={others.some(({ facet }) => query[facet] !== null) || query.sort !== usualSort(query)}
        >
          {others.map(select)}
          <Select
            view={view}
            name="sort"
            inSearch
            label={t('open-data.catalogue.sort')}
            value={query.sort === usualSort(query) ? 'best' : query.sort}
            options={sorts.map((value) => ({ value, label: t(`open-data.catalogue.sort.${value}`) }))}
          />
        </Details>
      </Details>
    </FilterForm>
  )
}
