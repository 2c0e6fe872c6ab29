import type { ComponentChildren } from 'preact'

export interface CardProps {
  title: string
  href: string
  /** Language of the title when it is not the page's. */
  lang?: string | undefined
  state?: ComponentChildren
  meta?: ComponentChildren
  children?: ComponentChildren
}

/** One thing among few, on the home page; lists use `RowList`. */
export function Card({ title, href, lang, state, meta, children }: CardProps) {
  return (
    <article class="ds-card card">
      {state && <p>{state}</p>}
      <h3 class="card-title">
        <a href={href} lang={lang}>
          {title}
        </a>
      </h3>
      {children}
      {meta && <p class="card-meta">{meta}</p>}
    </article>
  )
}

export function CardGrid({ children }: { children: ComponentChildren[] }) {
  return (
    <ul class="card-grid">
      {children.map((child, at) => (
        <li key={at}>{child}</li>
      ))}
    </ul>
  )
}

/** A framed part of a page: the doing beside a text. */
export function Panel({ children }: { children: ComponentChildren }) {
  return <div class="ds-card panel">{children}</div>
}
