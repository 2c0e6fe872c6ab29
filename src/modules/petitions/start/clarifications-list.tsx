import type { View } from '#kernel/i18n/view.ts'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'

interface Props {
  view: View
  clarifications: { on: string; html: string }[]
  lang?: string | undefined
}

/** What the starter added to the frozen text, each with its day. */
export function Clarifications({ view, clarifications, lang }: Props) {
  const { t } = view
  if (clarifications.length === 0) return null
  return (
    <Section
      id="clarifications"
      title={t('petitions.start.clarifications')}
      note={t('petitions.start.clarifications.note')}
    >
      {clarifications.map(({ on, html }, at) => (
        <article key={at} class="stack">
          <h3>{t('petitions.start.clarification.of', { day: view.date(on) })}</h3>
          <Prose html={html} lang={lang} />
        </article>
      ))}
    </Section>
  )
}
