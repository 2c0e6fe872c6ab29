import type { View } from '#kernel/i18n/view.ts'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { PublicBasis } from '../public-basis.ts'

/** For everybody who reads a table with somebody's data in it: on which law that stands there, and that two officials answer for it. */
export function PublicBasisSection({ basis, view }: { basis: PublicBasis; view: View }) {
  const { t } = view
  if (!basis) return null
  const found = basis.found.map((kind) => t(`open-data.guard.found.${kind}`))
  return (
    <Section id="basis" title={t('open-data.guard.public-basis')}>
      <p>
        {t('open-data.guard.public-basis.text', { some: found.length > 0 ? 'yes' : 'no', found: view.list(found) })}
      </p>
      <blockquote lang={otherLang(basis.lang ?? undefined, view)}>{basis.text}</blockquote>
      <p class="soft">{t('open-data.guard.public-basis.confirmed', { day: view.date(basis.confirmedAt) })}</p>
    </Section>
  )
}
