import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { FoldedTable } from '#ui/components/FoldedTable.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { TileGridMap } from '#ui/components/TileGridMap.tsx'
import { tablePath } from '../../ingest/tables/addresses.ts'
import type { MapView, PlacesView } from '../replies.ts'
import { sayMeasure, shortened, unitFor } from './say-measure.ts'

interface Props {
  reply: MapView
  places: PlacesView
  view: View
}

/** So many units are told at once; the map has told of all. */
const FIRST = 10

/** The country as squares, the same in a table, and what was not found in the country. */
export function PlacesMap({ reply, places, view }: Props) {
  const { t } = view
  const { units, matched } = places
  const title = sayMeasure(view, reply)
  const told = units.flatMap((one) => (one.value === null ? [] : [{ ...one, value: one.value }]))
  const { unit, whole } = unitFor(told.map(({ value }) => value))
  const drawn = (value: number) => (whole ? Math.round(value / unit) : shortened(value))
  return (
    <Section id="map" title={title} note={t('open-data.map.matched', { rows: matched })}>
      {unit !== 1 && <p class="soft">{t(`open-data.map.in.${unit}`)}</p>}
      {told.length > 0 && (
        <div class="units">
          <TileGridMap
            view={view}
            label={title}
            values={Object.fromEntries(told.map(({ iso, value }) => [iso, drawn(value)]))}
            names={Object.fromEntries(units.map(({ iso, name }) => [iso, name]))}
            measured={whole ? 'whole' : 'parts'}
          />
          <FoldedTable
            first={told.length > FIRST + 2 ? FIRST : told.length}
            more={(count) => t('open-data.map.more', { count })}
            caption={title}
            captionHidden
            rows={units.filter(({ rows }) => rows > 0)}
            rowKey={({ iso }) => iso}
            columns={[
              { key: 'name', header: t('open-data.map.unit'), cell: ({ name }) => name, names: true },
              {
                key: 'value',
                header: title,
                numeric: true,
                cell: ({ value }) => (value === null ? '–' : view.number(shortened(value))),
              },
              ...(reply.measure.figure === 'count' ? [] : [rowsColumn(view)]),
            ]}
          />
        </div>
      )}
      <Unmatched reply={reply} places={places} view={view} />
    </Section>
  )
}

function rowsColumn({ t, number }: View) {
  return {
    key: 'rows',
    header: t('open-data.map.rows'),
    numeric: true as const,
    cell: ({ rows }: { rows: number }) => number(rows),
  }
}

function Unmatched({ reply, places, view }: Props) {
  const { t } = view
  const { by, unmatched, unmatchedRows } = places
  if (unmatched.length === 0) return null
  const filters = (cell: string) => [...reply.query.filters, { column: by, is: 'eq' as const, value: cell }]
  return (
    <Details summary={t('open-data.map.unmatched', { rows: unmatchedRows })} open={places.matched === 0}>
      <p>{t('open-data.map.unmatched.text')}</p>
      <Table
        caption={t('open-data.map.unmatched', { rows: unmatchedRows })}
        captionHidden
        rows={unmatched}
        rowKey={({ cell }) => cell}
        columns={[
          {
            key: 'cell',
            header: t('open-data.map.cell'),
            names: true,
            cell: ({ cell }) => (
              <a href={view.href(tablePath(reply.id, { ...reply.query, filters: filters(cell) }))} rel="nofollow">
                {cell}
              </a>
            ),
          },
          rowsColumn(view),
        ]}
      />
    </Details>
  )
}
