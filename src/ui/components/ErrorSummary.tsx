import type { View } from '#kernel/i18n/view.ts'
import { fieldId } from './Field.tsx'

/** Field name to message, in the order of the fields; the name '' is for the form as a whole. */
export type Errors = Record<string, string>

interface Props {
  view: View
  errors: Errors | undefined
  /** What fields are called, where a message alone does not say of which it is told. */
  names?: Record<string, string> | undefined
}

/** What is wrong with a form, on top of it, each line leading to its field. Nothing when nothing is wrong. */
export function ErrorSummary({ view, errors, names = {} }: Props) {
  const lines = Object.entries(errors ?? {})
  if (lines.length === 0) return null
  return (
    <div class="ds-error-summary errors" role="alert" tabindex={-1} aria-labelledby="error-summary" data-focus>
      <h2 id="error-summary">{view.t('ui.error-summary.title', { count: lines.length })}</h2>
      <ul class="errors-list">
        {lines.map(([name, message]) => (
          <li class="errors-item" key={name}>
            {name === '' ? (
              message
            ) : (
              <a class="errors-link" href={`#${fieldId(name)}`}>
                {names[name] === undefined ? message : `${names[name]}: ${message}`}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
