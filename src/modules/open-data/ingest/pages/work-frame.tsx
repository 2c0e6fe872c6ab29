import type { ComponentChildren } from 'preact'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import type { Crumb } from '#ui/components/Breadcrumb.tsx'
import type { FilesView } from '../replies.ts'

type Whose = Pick<FilesView, 'dataset' | 'distribution'>

export const filesPath = ({ dataset, distribution }: Whose): string =>
  `/work/data/${dataset.name}/files/${distribution.id}`

export const versionPath = (reply: Whose & { seq: number }): string => `${filesPath(reply)}/versions/${reply.seq}`

interface FrameProps {
  view: View
  reply: Whose
  title: string
  lead?: ComponentChildren
  meta?: ComponentChildren
  /** Below the files of the distribution. */
  crumbs?: Crumb[]
  /** The page is about one of them. */
  inside?: boolean
  children: ComponentChildren
}

/** A page about the files of a dataset, for its officers, and for who publishes what waits. */
export function WorkFrame({ view, reply, title, lead, meta, crumbs = [], inside, children }: FrameProps) {
  const { dataset, distribution } = reply
  const desk = dataset.own
    ? { path: '/work/data', label: view.t('open-data.ingest.desk') }
    : { path: '/work/data-to-publish', label: view.t('open-data.catalogue.describe.waiting') }
  return (
    <WorkPage
      view={view}
      title={title}
      lead={lead}
      meta={meta}
      crumbs={[
        desk,
        ...descriptionOf(dataset, desk.path),
        ...(inside && dataset.own ? [{ path: filesPath(reply), label: distribution.title }] : []),
        ...crumbs,
      ]}
    >
      {children}
    </WorkPage>
  )
}

/** An administrator describes nothing: once it is published, its public page tells of it. */
function descriptionOf({ own, waits, public: isPublic, name, title }: Whose['dataset'], desk: string): Crumb[] {
  if (own || waits) return [{ path: `${desk}/${name}`, label: title }]
  return isPublic ? [{ path: `/data/${name}`, label: title }] : []
}
