import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { DemoStrip } from './DemoStrip.tsx'
import { SiteFooter } from './SiteFooter.tsx'
import { SiteHeader } from './SiteHeader.tsx'
import { Unsaid } from './Unsaid.tsx'

/** Skip link, header, main and footer. Put `Wrap` inside for the usual margins, or `Band` for a full-width strip. */
export function Layout({
  view,
  printsAddress,
  children,
}: {
  view: View
  /** Off where the address is a secret, or leads nobody else anywhere. */
  printsAddress: boolean
  children: ComponentChildren
}) {
  return (
    <>
      <a class="skip" href="#main">
        {view.t('ui.skip')}
      </a>
      <DemoStrip view={view} />
      <SiteHeader view={view} />
      <main class="page-main" id="main" tabindex={-1}>
        {view.unsaid && (
          <Wrap>
            <Unsaid view={view} {...view.unsaid} />
          </Wrap>
        )}
        {children}
      </main>
      <SiteFooter view={view} printsAddress={printsAddress} />
    </>
  )
}

export function Wrap({ children }: { children: ComponentChildren }) {
  return <div class="wrap">{children}</div>
}

/** A strip over the whole width, for the opening of the home page. */
export function Band({ children }: { children: ComponentChildren }) {
  return (
    <div class="band">
      <div class="wrap stack">{children}</div>
    </div>
  )
}

/** A column of at most 70 characters: forms, texts, confirmations. */
export function Measure({ children }: { children: ComponentChildren }) {
  return <div class="measure stack">{children}</div>
}

/** Filters beside a list; above it on a phone. */
export function WithSidebar({ side, children }: { side: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="sidebar">
      <div class="stack">{side}</div>
      <div class="stack">{children}</div>
    </div>
  )
}
