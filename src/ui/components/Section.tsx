import type { ComponentChildren } from 'preact'

export interface SectionProps {
  title: string
  /** Language of the title when it is not the page's. */
  titleLang?: string | undefined
  /** Anchor, and the id that names the section. */
  id: string
  level?: 2 | 3 | undefined
  /** Until when, of what, from where. */
  note?: ComponentChildren
  children: ComponentChildren
}

/** A titled part of a page. */
export function Section({ title, titleLang, id, level = 2, note, children }: SectionProps) {
  const Title = level === 2 ? 'h2' : 'h3'
  return (
    <section class="section" aria-labelledby={id}>
      <Title id={id} lang={titleLang}>
        {title}
      </Title>
      {note && <p class="section-note">{note}</p>}
      {children}
    </section>
  )
}
