import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import type { TableView } from '../../ingest/tables/replies.ts'
import { changesPath, versionsPath } from '../addresses.ts'

/** On a table as an earlier version had it: that there is another one now, what differs, and where all are. */
export function VersionNotice({ reply, view }: { reply: TableView; view: View }) {
  const { t } = view
  const { id, version, current } = reply
  if (version.isCurrent) return null
  return (
    <Notice kind="warning" title={t('open-data.versions.old', { seq: version.seq })}>
      <p>
        {t(current === null ? 'open-data.versions.old.no-table' : 'open-data.versions.old.text', { seq: current ?? 0 })}
      </p>
      <ul>
        {current !== null && (
          <li>
            <a href={view.href(`/data/tables/${id}`)}>{t('open-data.versions.old.current', { seq: current })}</a>
          </li>
        )}
        {current !== null && (
          <li>
            <a href={view.href(changesPath(id, { from: version.seq, to: current }))}>
              {t('open-data.versions.old.changes')}
            </a>
          </li>
        )}
        <li>
          <a href={view.href(versionsPath(reply))}>{t('open-data.versions.all')}</a>
        </li>
      </ul>
    </Notice>
  )
}
