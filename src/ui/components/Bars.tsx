export interface Bar {
  key: string | number
  label: string
  lang?: string | undefined
  value: number
  /** How the value is written. */
  said: string
  /** Drawn full; others are pale. */
  strong: boolean
}

export interface BarsProps {
  /** What is drawn, for those who do not see it; the same figures stand in a table beside it. */
  label: string
  bars: Bar[]
}

/** One bar under the other, longest as wide as the page, each with its name and figure in words. */
export function Bars({ label, bars }: BarsProps) {
  const most = Math.max(...bars.map(({ value }) => value), 0)
  if (most <= 0) return null
  return (
    <figure class="bars" aria-label={label}>
      <ul>
        {bars.map(({ key, label: name, lang, value, said, strong }) => (
          <li key={key}>
            <span lang={lang}>{name}</span> · {said}
            <svg class="progress-bar" width="100%" height="12" aria-hidden="true">
              <rect class="progress-track" width="100%" height="12" rx="6" />
              <rect
                class={strong ? 'progress-met' : 'progress-value'}
                width={`${Math.round((value / most) * 1000) / 10}%`}
                height="12"
                rx="6"
              />
            </svg>
          </li>
        ))}
      </ul>
    </figure>
  )
}
