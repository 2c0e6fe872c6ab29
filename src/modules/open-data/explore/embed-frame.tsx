import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { xml } from '#kernel/text/xml.ts'
import { EmbedPage } from '#ui/components/EmbedPage.tsx'

interface Props {
  view: View
  title: string
  /** Whole address of the page that shows the same. */
  page: string
  /** Whose data it is. */
  source: string
  children: ComponentChildren
}

/** Something drawn from data inside another site's page; it says whose the data is. */
export function EmbedFrame({ source, children, ...props }: Props) {
  return (
    <EmbedPage {...props} house="last">
      {children}
      <p class="soft small">{source}</p>
    </EmbedPage>
  )
}

/** @param height in pixels; of one chart, or a map, unless it is said */
export const frameCode = (address: string, title: string, height = 560): string =>
  `<iframe src="${xml(address)}" title="${xml(title)}" width="720" height="${height}" loading="lazy"></iframe>`
