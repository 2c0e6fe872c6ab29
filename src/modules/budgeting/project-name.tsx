import type { Lang } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'

interface Props {
  project: { title: string; lang: Lang; original: { title: string; lang: Lang } | null }
}

/** A project as the reader's language names it; where that is a translation, its author's words stay beside it: posters have those. */
export function ProjectName({ project: { title, lang, original } }: Props) {
  return (
    <>
      <span lang={lang}>{title}</span>
      {original && (
        <>
          {' '}
          <span class="soft" lang={original.lang}>
            ({original.title})
          </span>
        </>
      )}
    </>
  )
}

/** The same as a way to its page. */
export function ProjectLink({ view, path, project }: Props & { view: View; path: string }) {
  return (
    <a href={view.href(path)}>
      <ProjectName project={project} />
    </a>
  )
}
