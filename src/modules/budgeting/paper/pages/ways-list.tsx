import { say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { OfferedWay } from '../replies.ts'
import { wayInWords } from '../ways-on-paper.ts'

/** How one votes on paper: at which counters, with a helper, at home. */
export function WaysList({ ways, view }: { ways: OfferedWay[]; view: View }) {
  return (
    <ul>
      {ways.map((one) => (
        <li key={one.way}>{say(view.t, wayInWords(one))}</li>
      ))}
    </ul>
  )
}
