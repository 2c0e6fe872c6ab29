import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import type { DatasetView } from '../../catalogue/show/replies.ts'

/** Where a dataset comes from that was not made here. */
export function HarvestedMark({ harvested, view }: { harvested: DatasetView['harvested']; view: View }) {
  if (!harvested) return null
  const { t } = view
  const { from, id, page, ended } = harvested
  const host = URL.parse(from)?.host ?? from
  return (
    <Notice kind="info" title={t(ended ? 'open-data.harvest.from.ended' : 'open-data.harvest.from', { host })}>
      {!ended && <p>{t('open-data.harvest.from.text')}</p>}
      <p class="break-anywhere">
        {t('open-data.harvest.from.id', { id })}
        {' · '}
        <a href={page ?? from} rel="noopener">
          {t('open-data.harvest.from.see')}
        </a>
      </p>
    </Notice>
  )
}
