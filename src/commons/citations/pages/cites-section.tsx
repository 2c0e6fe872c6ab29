import type { View } from '#kernel/i18n/view.ts'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { CitationLine } from '../show-citations.ts'

interface Props {
  lines: CitationLine[]
  view: View
}

/** To which data a text of the house leads; nothing where it leads to none. */
export function CitesSection({ lines, view }: Props) {
  if (lines.length === 0) return null
  return (
    <Section id="cites" title={view.t('citations.cites')} note={view.t('citations.cites.note')}>
      <CitationList lines={lines} view={view} />
    </Section>
  )
}

/** Where in the house a thing is cited; nothing where it is not. */
export function CitedInSection({ lines, view }: Props) {
  if (lines.length === 0) return null
  return (
    <Section id="cited-in" title={view.t('citations.cited-in')} note={view.t('citations.cited-in.note')}>
      <CitationList lines={lines} view={view} />
    </Section>
  )
}

function CitationList({ lines, view }: Props) {
  return (
    <ul>
      {lines.map(({ path, label, title, lang }) => (
        <li key={path}>
          {label && <>{label}: </>}
          <a href={view.href(path)} lang={otherLang(lang, view)}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  )
}
