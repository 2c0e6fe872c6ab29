import type { View } from '#kernel/i18n/view.ts'
import type { Crumb } from '#ui/components/Breadcrumb.tsx'
import type { CorrectionView, RecallView } from '../replies.ts'

type Of = Pick<CorrectionView, 'dataset' | 'distribution' | 'seq'> & Partial<Pick<RecallView, 'as'>>

export const pathOfVersion = ({ dataset, distribution, seq }: Of): string =>
  `/work/data/${dataset.name}/files/${distribution.id}/versions/${seq}`

/** The way back: to the version for its officers, to the list of recalls for an administrator. */
export function crumbsOf(reply: Of, { t }: View): Crumb[] {
  const { dataset, distribution, seq } = reply
  if (reply.as === 'administrator')
    return [{ path: `/work/data-recalls?find=${dataset.name}`, label: t('open-data.recall.desk.all') }]
  return [
    { path: '/work/data', label: t('open-data.ingest.desk') },
    { path: `/work/data/${dataset.name}`, label: dataset.title },
    { path: `/work/data/${dataset.name}/files/${distribution.id}`, label: distribution.title },
    { path: pathOfVersion(reply), label: t('open-data.ingest.version', { seq }) },
  ]
}
