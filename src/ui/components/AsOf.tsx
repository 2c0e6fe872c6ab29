import type { View } from '#kernel/i18n/view.ts'
import { Wrap } from './Layout.tsx'
import { Notice } from './Notice.tsx'

/** Stands before everything else on a page that is shown as it was. */
export function AsOf({ at, view }: { at: Date; view: View }) {
  return (
    <Wrap>
      <Notice kind="warning" title={view.t('ui.as-of', { time: view.dateTime(at) })} />
    </Wrap>
  )
}
