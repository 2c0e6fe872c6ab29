import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { FindingView } from '../replies.ts'

const TONES: Record<FindingView['consequence'], Tone> = {
  stops: 'overdue',
  asks: 'waiting',
  withholds: 'neutral',
  tells: 'neutral',
}
const MOST = 100

/** What was found, what follows from it, where it stands, how often; samples masked. */
export function FindingsTable({ findings, view }: { findings: FindingView[]; view: View }) {
  const { t } = view
  return (
    <>
      <Table
        caption={t('open-data.guard.findings')}
        captionHidden
        rows={findings.slice(0, MOST).map((finding, at) => ({ ...finding, at }))}
        rowKey={({ at }) => at}
        columns={[
          {
            key: 'found',
            header: t('open-data.guard.found'),
            names: true,
            cell: ({ found }) => t(`open-data.guard.found.${found}`),
          },
          {
            key: 'then',
            header: t('open-data.guard.then'),
            cell: ({ consequence }) => (
              <Pill tone={TONES[consequence]}>{t(`open-data.guard.then.${consequence}`)}</Pill>
            ),
          },
          { key: 'where', header: t('open-data.guard.where'), cell: (finding) => placeInWords(view, finding) },
          {
            key: 'count',
            header: t('open-data.guard.count'),
            numeric: true,
            cell: ({ count }) => view.number(count),
          },
          {
            key: 'samples',
            header: t('open-data.guard.samples'),
            cell: ({ samples }) =>
              samples.length > 0 ? <span class="break-anywhere">{samples.join(', ')}</span> : '—',
          },
        ]}
      />
      {findings.length > MOST && <p>{t('open-data.guard.more', { count: findings.length - MOST })}</p>}
    </>
  )
}

function placeInWords(view: View, { place, sheet, detail, lines }: FindingView): string {
  const { t } = view
  const where = [
    sheet && t('open-data.ingest.sheet', { sheet }),
    t(`open-data.guard.place.${place}`, { detail }),
    lines.length > 0 && t('open-data.guard.lines', { count: lines.length, lines: view.list(lines.map(String)) }),
  ]
  return where.filter(Boolean).join(', ')
}
