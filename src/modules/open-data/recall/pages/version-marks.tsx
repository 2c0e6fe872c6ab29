import type { View } from '#kernel/i18n/view.ts'
import type { VersionMarks } from '../replies.ts'
import { Errata } from './errata.tsx'

/** On the page of a table: what was wrong in the version that is shown, and the way to hear of it by mail. */
export function TableMarks({ view, marks, dataset }: { view: View; marks: VersionMarks; dataset: string }) {
  const { t } = view
  return (
    <>
      <Errata view={view} errata={marks.errata} />
      <p class="soft">
        <a href={view.href(`/follow/data-files/${marks.file}`)}>{t('open-data.recall.follow')}</a>
        {' · '}
        <a href={view.href(`/data/${dataset}/corrections`)}>{t('open-data.recall.corrections')}</a>
      </p>
    </>
  )
}
