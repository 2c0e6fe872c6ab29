import type { View } from '#kernel/i18n/view.ts'
import { Section } from './Section.tsx'

/** The texts of a form that cannot be taken any more, to copy. Nothing of them is kept. */
export function WhatWasTyped({ view, words }: { view: View; words: string[] }) {
  if (words.length === 0) return null
  const { t } = view
  return (
    <Section id="typed" title={t('ui.typed')} note={t('ui.typed.text')}>
      <div class="stack">
        {words.map((text, at) => (
          <textarea
            key={at}
            class="ds-input input"
            readonly
            rows={Math.min(12, Math.max(2, Math.ceil(text.length / 60)))}
            aria-label={t('ui.typed.part', { at: at + 1 })}
          >
            {text}
          </textarea>
        ))}
      </div>
    </Section>
  )
}
