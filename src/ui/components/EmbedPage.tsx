import type { ComponentChildren } from 'preact'
import type { Lang, View } from '#kernel/i18n/view.ts'
import { BridgeMark } from './BridgeMark.tsx'

export interface EmbedPageProps {
  view: View
  title: string
  /** Language of the title, when a person wrote it and it is not the page's. */
  titleLang?: Lang | undefined
  /** Whole address of the page that shows the same. */
  page: string
  /** Where the house is named: a card begins with it, something drawn ends with it. */
  house: 'first' | 'last'
  children: ComponentChildren
}

/** Something of the house inside another site's page: no script, no cookie, one style sheet. Links leave the frame. */
export function EmbedPage({ view, title, titleLang, page, house, children }: EmbedPageProps) {
  const site = view.t('ui.site')
  const mark = (
    <p class="embed-house">
      <BridgeMark /> {site}
    </p>
  )
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
          {house === 'first' && mark}
          <h1 class="embed-title">
            <a href={page} rel="noopener" lang={titleLang}>
              {title}
            </a>
          </h1>
          {children}
          {house === 'last' && mark}
        </main>
      </body>
    </html>
  )
}
