import type { View } from '#kernel/i18n/view.ts'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { ImportedInList, NewestImported } from '../in-list.ts'

/** Votes of elsewhere, each marked as such. */
export function ImportedRows({ items, view }: { items: ImportedInList[]; view: View }) {
  const { t } = view
  return (
    <RowList
      view={view}
      items={items.map(({ number, title, country, source, voters, withdrawn }) => ({
        title,
        href: view.href(`/processes/imported/${number}`),
        meta: [country, source].filter(Boolean).join(' · '),
        state: <Pill tone="neutral">{t(withdrawn ? 'budgeting.imported.withdrawn' : 'budgeting.imported.mark')}</Pill>,
        number: withdrawn ? undefined : { value: voters, of: t('budgeting.vote.figure', { count: voters }) },
      }))}
    />
  )
}

/** The newest, with the way to all of them; nothing where there is none. */
export function NewestImportedSection({ newest, view }: { newest: NewestImported; view: View }) {
  const { t } = view
  if (newest.total === 0) return null
  return (
    <Section id="imported" title={t('budgeting.imported.title')} note={t('budgeting.imported.lead')}>
      <ImportedRows items={newest.items} view={view} />
      <p>
        <a href={view.href('/processes/imported')}>{t('budgeting.imported.all', { count: newest.total })}</a>
      </p>
    </Section>
  )
}
