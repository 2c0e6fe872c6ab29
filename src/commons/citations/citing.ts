import type { Db } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

/** A title in the languages in which there is one. */
export type Titles = Partial<Record<Lang, string>>

/** A thing of the house, as another one names it. */
export interface CitedThing {
  /** What stands in its address and never changes. */
  key: string
  title: Titles
  /** Of its page, without language. */
  path: string
}

/** A text that everybody reads. */
export interface CitingText extends CitedThing {
  /** As its page shows it. */
  html: string
}

/** Texts of a room in which links to other things of the house are looked for; a room declares them. */
export interface CitingTexts {
  /** `<room>.<thing>` */
  kind: string
  /** What such a thing is called: "Petition". */
  label: MessageKey
  /**
   * Those that may hold a link to what can be cited, in some order of their own; only what everybody may see.
   *
   * @param after key of the last one of the part before
   */
  read(db: Db, after: string | null, limit: number): Promise<CitingText[]>
}

/** Things to which texts link; their room declares them. */
export interface Citable {
  /** `<room>.<thing>` */
  kind: string
  /** What the paths lead to, by path: only what everybody may see. @param paths of this site, without language, query and anchor */
  named(db: Db, paths: string[]): Promise<Map<string, CitedThing>>
}

declare module '#kernel/module.ts' {
  interface Manifest {
    citing?: CitingTexts[]
    citable?: Citable[]
  }
}

export const citingTexts = ({ manifests }: Pick<Services, 'manifests'>) =>
  manifests.flatMap(({ citing = [] }) => citing)

export const citables = ({ manifests }: Pick<Services, 'manifests'>) => manifests.flatMap(({ citable = [] }) => citable)
