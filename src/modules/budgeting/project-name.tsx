import type { Lang } from '#kernel/i18n/lang.ts'

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
