import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import { Table } from '#ui/components/Table.tsx'
import { sizeInWords } from '../../ingest/pages/size-in-words.ts'
import type { LogLine } from '../replies.ts'

const TONES: Record<LogLine['outcome'], Tone> = { new: 'good', same: 'neutral', failed: 'overdue' }

/** Each time the address was asked. */
export function FetchLog({ lines, filesPath, view }: { lines: LogLine[]; filesPath: string; view: View }) {
  const { t } = view
  return (
    <Table
      caption={t('open-data.from-address.log')}
      captionHidden
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        { key: 'at', header: t('open-data.from-address.log.at'), names: true, cell: ({ at }) => view.dateTime(at) },
        {
          key: 'outcome',
          header: t('open-data.from-address.log.outcome'),
          cell: ({ outcome }) => <Pill tone={TONES[outcome]}>{t(`open-data.from-address.outcome.${outcome}`)}</Pill>,
        },
        {
          key: 'said',
          header: t('open-data.from-address.log.said'),
          cell: (line) => <Said line={line} filesPath={filesPath} view={view} />,
        },
      ]}
    />
  )
}

function Said({ line, filesPath, view }: { line: LogLine; filesPath: string; view: View }) {
  const { t } = view
  const { reason, status, version, bytes, seconds } = line
  if (reason) return <>{sayFailure(view, reason, status)}</>
  const size = bytes === null ? null : sizeInWords(view, bytes)
  return (
    <>
      {version !== null && (
        <>
          <a href={view.href(`${filesPath}/versions/${version}`)}>{t('open-data.ingest.version', { seq: version })}</a>
          {size && ' · '}
        </>
      )}
      {size && t('open-data.from-address.log.size', { size, seconds })}
      {version === null && size === null && t('open-data.from-address.log.not-sent')}
    </>
  )
}

function sayFailure({ t }: View, reason: NonNullable<LogLine['reason']>, status: number | null): string {
  return reason === 'status'
    ? t('open-data.from-address.failure.status', { status: String(status) })
    : t(`open-data.from-address.failure.${reason}`)
}
