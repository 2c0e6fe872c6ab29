import type { View } from '#kernel/i18n/view.ts'
import { Section } from '#ui/components/Section.tsx'
import type { InventoryCounts } from '../counts.ts'

/** On the page of an institution: how much of what it holds is open, with the way to all of it. */
export function InventorySection({ slug, counts, view }: { slug: string; counts: InventoryCounts | null; view: View }) {
  const { t } = view
  if (counts === null) return null
  return (
    <Section id="inventory" title={t('open-data.inventory.name')} note={t('open-data.inventory.lead')}>
      <p>
        <strong>{inventoryInWords(counts, view)}</strong>
      </p>
      {counts.overdue > 0 && <p>{t('open-data.inventory.overdue.count', { count: counts.overdue })}</p>}
      <p>
        <a href={view.href(`/data/institutions/${slug}/inventory`)}>{t('open-data.inventory.link')}</a>
      </p>
    </Section>
  )
}

/** "5 din 12 deschise". */
export function inventoryInWords({ published, planned, overdue, closed }: InventoryCounts, view: View): string {
  return view.t('open-data.inventory.open-of', {
    open: view.number(published),
    all: view.number(published + planned + overdue + closed),
  })
}
