import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'

export interface SummaryRow {
  question: string
  answer: ComponentChildren
  /** Language of the answer when it is not the page's. */
  lang?: string | undefined
  /** Where the answer can be changed. */
  change?: string | undefined
}

/** Answers to check before sending. */
export function SummaryList({ view, rows }: { view: View; rows: SummaryRow[] }) {
  return (
    <dl class="summary">
      {rows.map(({ question, answer, lang, change }) => (
        <div class="summary-row" key={question}>
          <dt class="summary-key">{question}</dt>
          <dd class="summary-value" lang={lang}>
            {answer}
          </dd>
          {change && (
            <dd class="summary-change">
              <a href={change}>
                {view.t('ui.change')}
                <span class="ds-sr-only">: {question}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
