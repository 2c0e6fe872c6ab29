import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'
import type { VersionView } from '../replies.ts'

/** What an officer does with a version that was read, in the order of the page; each step leads to its place; the last one, of a draft, to its dataset. */
export function WhatNext({ reply, view }: { reply: VersionView; view: View }) {
  const { t } = view
  const { state, tables, may, guard, dataset } = reply
  const [first] = tables
  if (state !== 'read' || !first || dataset.waits) return null
  const rejected = tables.reduce((sum, table) => sum + table.rejected, 0)
  const steps = [
    { href: `#table-${first.id}`, words: t('open-data.ingest.next.look', { count: rejected }) },
    ...(may.overrule ? [{ href: '#reading', words: t('open-data.ingest.next.mend') }] : []),
    ...(guard.verdict === 'passed' ? [] : [{ href: '#guard', words: t('open-data.ingest.next.guard') }]),
    ...(may.publish ? [{ href: '#publish', words: t('open-data.ingest.next.publish') }] : []),
    // Nobody sees a version of a draft.
    ...(dataset.own && !dataset.seen
      ? [{ href: view.href(`/work/data/${dataset.name}`), words: t('open-data.ingest.next.describe') }]
      : []),
  ]
  return (
    <Notice title={t('open-data.ingest.next')}>
      <ol>
        {steps.map(({ href, words }) => (
          <li key={href}>
            <a href={href}>{words}</a>
          </li>
        ))}
      </ol>
    </Notice>
  )
}
