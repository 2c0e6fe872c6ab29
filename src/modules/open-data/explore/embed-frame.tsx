import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { xml } from '#kernel/text/xml.ts'
import { BridgeMark } from '#ui/components/BridgeMark.tsx'

interface Props {
  view: View
  title: string
  /** Whole address of the page that shows the same. */
  page: string
  /** Whose data it is. */
  source: string
  children: ComponentChildren
}

/** Something of the house inside another site's page: no script, no cookie, one style sheet. Links leave the frame. */
export function EmbedFrame({ view, title, page, source, children }: Props) {
  const site = view.t('ui.site')
  return (
    <html lang={view.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <base target="_blank" />
        <title>{`${title} — ${site}`}</title>
        <link rel="canonical" href={page} />
        <link rel="stylesheet" href={view.asset('punte.css')} />
      </head>
      <body class="embed">
        <main class="embed-card stack">
          <h1 class="embed-title">
            <a href={page} rel="noopener">
              {title}
            </a>
          </h1>
          {children}
          <p class="soft small">{source}</p>
          <p class="embed-house">
            <BridgeMark /> {site}
          </p>
        </main>
      </body>
    </html>
  )
}

/** What one pastes into another site. */
export const frameCode = (address: string, title: string): string =>
  `<iframe src="${xml(address)}" title="${xml(title)}" width="720" height="560" loading="lazy"></iframe>`
