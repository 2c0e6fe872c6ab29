import type { ComponentChildren } from 'preact'

export interface Bar {
  key: string | number
  label: string
  lang?: string | undefined
  /** Where the label leads. */
  href?: string | undefined
  value: number
  /** How the value is written, and what else belongs to it. */
  said: ComponentChildren
  /** Drawn full; others are pale. */
  strong: boolean
  /** Below the bar. */
  note?: ComponentChildren
}

export interface BarsProps {
  /** What is drawn, for those who do not see it. */
  label: string
  /** The label stands above the bars too, where no heading says what they are. */
  captioned?: boolean | undefined
  bars: Bar[]
  /** Value of a bar as wide as the page; the greatest of these unless they are one part of a list. */
  most?: number | undefined
}

/** One bar under the other, longest as wide as the page, each with its name and figure in words that break where they have to. */
export function Bars({ label, captioned, bars, most = Math.max(...bars.map(({ value }) => value)) }: BarsProps) {
  if (bars.length === 0) return null
  return (
    <figure class="bars" aria-label={captioned ? undefined : label}>
      {captioned && <figcaption class="soft">{label}</figcaption>}
      <ul>
        {bars.map(({ key, label: name, lang, href, value, said, strong, note }) => (
          <li key={key}>
            {href ? (
              <a href={href} lang={lang}>
                {name}
              </a>
            ) : (
              <span lang={lang}>{name}</span>
            )}{' '}
            · {said}
            <svg class="progress-bar" width="100%" height="12" aria-hidden="true">
              <rect class="progress-track" width="100%" height="12" rx="6" />
              <rect
                class={strong ? 'progress-met' : 'progress-value'}
                width={`${most > 0 ? Math.round((value / most) * 1000) / 10 : 0}%`}
                height="12"
                rx="6"
              />
            </svg>
            {note && <p class="soft small">{note}</p>}
          </li>
        ))}
      </ul>
    </figure>
  )
}
