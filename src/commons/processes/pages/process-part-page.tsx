import type { ComponentChildren } from 'preact'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Heading, type HeadingProps } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page, type PageProps } from '#ui/components/Page.tsx'
import { RehearsalNotice } from '../rehearsal/pages/rehearsal-notice.tsx'
import { CancelledNotice } from './cancelled-notice.tsx'
import { processCrumbs } from './process-crumbs.ts'

interface Props extends Omit<PageProps, 'noindex'>, Omit<HeadingProps, 'title'> {
  process: { number: number; slug: string; title: string; rehearsal: boolean; cancelled: string | null }
  /** Above the title: what to know before one reads on. */
  first?: ComponentChildren
}

/** A page about one side of a process. Of a rehearsal it says so, it has its name, and no search engine shows it; of one that was given up it says why. */
export function ProcessPartPage({ process, first, titleLang, state, lead, meta, children, ...page }: Props) {
  const { view, title } = page
  return (
    <Page {...page} title={process.rehearsal ? `${title}. ${process.title}` : title} noindex={process.rehearsal}>
      <Wrap>
        <Breadcrumb view={view} crumbs={processCrumbs(view, process)} />
        <div class="stack-wide">
          <RehearsalNotice view={view} process={process} />
          <CancelledNotice view={view} process={process} />
          {first}
          <Heading title={title} titleLang={titleLang} state={state} lead={lead} meta={meta} />
          {children}
        </div>
      </Wrap>
    </Page>
  )
}
