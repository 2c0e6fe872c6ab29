import type { View } from '#kernel/i18n/view.ts'
import { dotted } from '#ui/components/dotted.ts'
import type { MapView } from '../replies.ts'

/** "Școli, foaia 1 pe hartă", of a table among those of its file. */
export function mapTitle({ t }: Pick<View, 't'>, { title, sheet }: Pick<MapView, 'title' | 'sheet'>): string {
  return t('open-data.map.title', { name: dotted([title, sheet]) })
}
