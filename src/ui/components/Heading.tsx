import type { ComponentChildren } from 'preact'
import type { Lang } from '#kernel/i18n/view.ts'

export interface HeadingProps {
  title: string
  /** Language of the title, when a person wrote it and it is not the page's. */
  titleLang?: Lang | undefined
  /** What state it is in: a `Pill` or a `ClockBadge`. */
  state?: ComponentChildren
  lead?: ComponentChildren
  /** To whom, by whom, when. */
  meta?: ComponentChildren
}

/** The opening of a page: state, title (the only h1), lead, small print. */
export function Heading({ title, titleLang, state, lead, meta }: HeadingProps) {
  return (
    <header class="heading">
      {state}
      <h1 lang={titleLang}>{title}</h1>
      {lead && <p class="heading-lead">{lead}</p>}
      {meta && <p class="heading-meta">{meta}</p>}
    </header>
  )
}
