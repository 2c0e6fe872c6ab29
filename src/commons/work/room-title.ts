import { sayIfKnown, type Translate } from '#kernel/i18n/translator.ts'
import type { Manifest } from '#kernel/module.ts'

/** What a room or a commons part is called: its message `<room>.room-title`, else its entry in the navigation. */
export function roomTitle(t: Translate, manifest: Manifest): string {
  const label = manifest.nav?.[0]?.label
  return sayIfKnown(t, `${manifest.name}.room-title`) ?? (label && sayIfKnown(t, label)) ?? manifest.name
}
