import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { FoldedTable } from '#ui/components/FoldedTable.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TileGridMap } from '#ui/components/TileGridMap.tsx'
import type { PetitionView } from '../replies.ts'

interface Props {
  /** Of one petition, or of all of them. */
  reply: Pick<PetitionView, 'byUnit' | 'byUnitOf'>
  view: View
  /** Below the table, when there is one: where the numbers can be had. */
  children?: ComponentChildren
}

/** So many units are told at once; of more, the largest, and the rest is folded: the map has told of all. */
const MOST = 8
const FIRST = 5

/** Signatures by unit, and abroad in the table alone: map and table once some unit is told, before that one sentence instead of 37 dashes. */
export function UnitsSection({ reply, view, children }: Props) {
  const { t } = view
  const { byUnit, byUnitOf } = reply
  const title = t('petitions.by-unit')
  const districts = byUnit.filter(({ iso }) => iso !== null).length
  const told = byUnit.flatMap((row) => (row.signatures === null ? [] : [{ ...row, signatures: row.signatures }]))
  if (byUnitOf.k === 0) return null
  if (told.length === 0)
    return (
      <Section id="by-unit" title={title}>
        <p>{t('petitions.by-unit.none', { k: byUnitOf.k })}</p>
      </Section>
    )
  const rows: Row[] = [
    ...told
      .toSorted((a, b) => b.signatures - a.signatures)
      .map(({ unit, name, signatures }) => ({
        unit,
        name,
        signatures: t('petitions.by-unit.at-least', { count: signatures }),
      })),
    // Last, so that the table adds up to its total.
    {
      unit: '',
      name: t('petitions.by-unit.elsewhere', {
        count: districts - told.filter(({ iso }) => iso !== null).length,
      }),
      signatures: view.number(byUnitOf.elsewhere),
    },
  ]
  return (
    <Section id="by-unit" title={title} note={t('petitions.by-unit.note', { k: byUnitOf.k, total: byUnitOf.total })}>
      <div class="units">
        <TileGridMap
          view={view}
          label={title}
          values={Object.fromEntries(byUnit.flatMap(({ iso, signatures }) => (iso ? [[iso, signatures]] : [])))}
          names={Object.fromEntries(byUnit.flatMap(({ iso, name }) => (iso ? [[iso, name]] : [])))}
        />
        <FoldedTable
          first={told.length > MOST ? FIRST : rows.length}
          // The last row is no unit.
          more={(count) => t('petitions.by-unit.more', { count: count - 1 })}
          caption={title}
          captionHidden
          rows={rows}
          rowKey={(row) => row.unit}
          columns={[
            { key: 'name', header: t('petitions.unit'), cell: (row) => row.name, names: true },
            { key: 'signatures', header: t('petitions.signatures'), numeric: true, cell: (row) => row.signatures },
          ]}
        />
      </div>
      {children}
    </Section>
  )
}

interface Row {
  unit: string
  name: string
  signatures: string
}
