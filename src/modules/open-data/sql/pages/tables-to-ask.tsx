import { dotted } from '#ui/components/dotted.ts'
import { FilterForm } from '#ui/components/Form.tsx'
import { HiddenField } from '#ui/components/OtherFields.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { ColumnsTable } from '../../ingest/pages/columns-table.tsx'
import { sqlPath } from '../addresses.ts'
import type { SqlProps } from './sql-page.tsx'

/** A table's columns, and questions to begin with. */
export function ChosenTable({ reply, view }: SqlProps) {
  const { t } = view
  const { table } = reply
  if (!table) return null
  return (
    <Section
      id="table"
      title={dotted([table.dataset.title, table.title, table.sheet])}
      note={
        <>
          {t('open-data.sql.called')} <code>"{table.name}"</code>
        </>
      }
    >
      <h3>{t('open-data.sql.examples')}</h3>
      <ul>
        {table.examples.map(({ what, sql }) => (
          <li key={what}>
            <a href={view.href(sqlPath({ q: sql, table: table.id }))} rel="nofollow">
              {t(`open-data.sql.example.${what}`)}
            </a>
          </li>
        ))}
      </ul>
      <h3>{t('open-data.sql.columns')}</h3>
      <ColumnsTable view={view} columns={table.columns} />
    </Section>
  )
}

/** What there is to ask: a search among the datasets, and their tables. */
export function ChooseTable({ reply, view }: SqlProps) {
  const { t } = view
  const { q, find, offered } = reply
  return (
    <Section id="tables" title={t('open-data.sql.tables')} note={t('open-data.sql.tables.note')}>
      <FilterForm
        view={view}
        action={`${view.href('/data/sql')}#tables`}
        label={t('open-data.sql.tables')}
        submit={t('open-data.sql.find')}
        inline
      >
        {q !== null && <HiddenField name="q" value={q} />}
        <TextField
          view={view}
          name="find"
          label={t('open-data.sql.find.words')}
          type="search"
          value={find ?? ''}
          inSearch
        />
      </FilterForm>
      {offered.length === 0 && <p>{t('open-data.sql.tables.none')}</p>}
      <ul class="rows">
        {offered.map(({ id, name, title, sheet, dataset, rows }) => (
          <li class="row" key={id}>
            <h3 class="row-title">
              <a href={view.href(`${sqlPath({ table: id })}`)}>{dotted([dataset.title, title, sheet])}</a>
            </h3>
            <p class="row-meta">
              <code>"{name}"</code> · {t('open-data.sql.rows', { count: rows })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
