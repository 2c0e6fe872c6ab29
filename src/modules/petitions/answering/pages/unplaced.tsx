import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ErrorSummary } from '#ui/components/ErrorSummary.tsx'
import { Section } from '#ui/components/Section.tsx'
import { errorsOf } from '#ui/form-state.ts'

/** Shorter ones are choices and numbers, typed again in no time. */
const WORTH_KEEPING = 20

/** Says what stood in the way when the form that was sent is no longer on the page: somebody else was faster. Texts can be copied. */
export function Unplaced({ form, placed, view }: { form: FormState; placed: boolean; view: View }) {
  const errors = errorsOf(form, view)
  if (placed || !errors) return null
  const texts = Object.entries(form.values).filter(
    (entry): entry is [string, string] =>
      !NOT_TYPED.has(entry[0]) && typeof entry[1] === 'string' && entry[1].trim().length > WORTH_KEEPING,
  )
  return (
    <>
      <ErrorSummary view={view} errors={errors} />
      {texts.length > 0 && (
        <Section id="unsent" title={view.t('petitions.answering.unsent')}>
          {texts.map(([name, text]) => (
            <p key={name} class="lines">
              {text}
            </p>
          ))}
        </Section>
      )}
    </>
  )
}

const NOT_TYPED = new Set(['act', 'case', 'idempotency-key'])
