import { Breadcrumb, type Crumb } from './Breadcrumb.tsx'
import { Heading, type HeadingProps } from './Heading.tsx'
import { Measure, Wrap } from './Layout.tsx'
import { Page, type PageProps } from './Page.tsx'

export interface ColumnPageProps extends PageProps, Omit<HeadingProps, 'title'> {
  crumbs: Crumb[]
  /** The title on the page, where the document is called otherwise. */
  heading?: string | undefined
  /** Its parts stand as close as the paragraphs of one text: a page with a single thing to do. */
  close?: boolean | undefined
}

/** A page of one column: the way to it, its title, then its parts with room between them. */
export function ColumnPage({
  crumbs,
  heading,
  titleLang,
  state,
  lead,
  meta,
  close = false,
  children,
  ...page
}: ColumnPageProps) {
  const parts = (
    <>
      <Heading title={heading ?? page.title} titleLang={titleLang} state={state} lead={lead} meta={meta} />
      {children}
    </>
  )
  return (
    <Page {...page}>
      <Wrap>
        <Breadcrumb view={page.view} crumbs={crumbs} />
        <Measure>{close ? parts : <div class="stack-wide">{parts}</div>}</Measure>
      </Wrap>
    </Page>
  )
}
