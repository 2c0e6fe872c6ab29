import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Section } from '#ui/components/Section.tsx'
import { FindingsTable } from '../../guard/pages/findings-table.tsx'
import type { ReportView } from '../replies.ts'
import { RejectsTable } from './rejects-table.tsx'
import { versionPath, WorkFrame } from './work-frame.tsx'

/** Everything that was not taken of a table. */
export function ReportPage({ reply, view }: { reply: ReportView; view: View }) {
  const { t } = view
  const { table, items, findings, total, next } = reply
  const version = versionPath(reply)
  const here = `${version}/rejects/${table.id}`
  return (
    <WorkFrame
      view={view}
      reply={reply}
      title={t('open-data.ingest.report')}
      lead={t('open-data.ingest.report.lead', { count: total })}
      meta={table.sheet || undefined}
      crumbs={[{ path: version, label: t('open-data.ingest.version', { seq: reply.seq }) }]}
      inside
    >
      {(total > 0 || findings.length > 0) && (
        <p>
          <ButtonLink kind="quiet" href={view.href(`${here}/report.csv`)}>
            {t('open-data.ingest.report.download')}
          </ButtonLink>
        </p>
      )}
      {items.length > 0 ? <RejectsTable view={view} rejects={items} /> : <p>{t('open-data.ingest.report.none')}</p>}
      {findings.length > 0 && (
        <Section id="guard" title={t('open-data.guard.title')}>
          <FindingsTable findings={findings} view={view} />
        </Section>
      )}
      <Pagination
        view={view}
        next={next ? view.href(`${here}?after=${next}`) : undefined}
        first={view.search ? view.href(here) : undefined}
      />
    </WorkFrame>
  )
}
