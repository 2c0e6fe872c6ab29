import type { View } from '#kernel/i18n/view.ts'
import type { Crumb } from '#ui/components/Breadcrumb.tsx'

/** The way from the catalogue to its wishes. */
export function wishCrumbs({ t }: View): Crumb[] {
  return [
    { path: '/data', label: t('open-data.catalogue.title') },
    { path: '/data/wishes', label: t('open-data.wishes.room') },
  ]
}
