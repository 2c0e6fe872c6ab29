import type { View } from '#kernel/i18n/view.ts'
import { WhatWasTyped } from './WhatWasTyped.tsx'

/** Why what was sent was refused, on top of a page on which its form stands no more, and the texts of it. */
export function Unsaid({ view, why, words }: { view: View; why: string[]; words: string[] }) {
  return (
    <div class="stack">
      <div class="ds-error-summary errors" role="alert" tabindex={-1} aria-labelledby="unsaid" data-focus>
        <h2 id="unsaid">{view.t('ui.unsaid')}</h2>
        <ul class="errors-list">
          {why.map((line) => (
            <li class="errors-item" key={line}>
              {line}
            </li>
          ))}
        </ul>
      </div>
      <WhatWasTyped view={view} words={words} />
    </div>
  )
}
