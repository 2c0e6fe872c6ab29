import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'

/** What a discussion is about, as its room knows it now. */
export interface DiscussedSubject {
  id: string
  number: number
  title: string
  /** Language of the title. */
  lang: Lang
  /** Address of its page, without the language. */
  path: string
  /** Whose moderators look at the comments. */
  placeKey: string
  /** Whose officers answer as the authority. */
  organisationId: string
  /** Whether comments are taken now; what was said stays readable. */
  open: boolean
}

/** A kind of things that people comment on; a room declares it. */
export interface Discussable {
  /** `<room>.<thing>` */
  kind: string
  /** In the address: /discussions/<slug>/<number>. */
  slug: string
  /** Null for what is not there, or not public. */
  find(db: Db | Tx, number: number): Promise<DiscussedSubject | null>
}

declare module '#kernel/module.ts' {
  interface Manifest {
    discussable?: Discussable[]
  }
}

/** A subject together with where its discussion stands. */
export interface Discussed extends DiscussedSubject {
  kind: string
  slug: string
}

/** @throws NotFound for what no room lets people discuss, and for what is not public */
export async function subjectAt(services: Pick<Services, 'manifests'>, db: Db | Tx, at: At): Promise<Discussed> {
  const discussable = discussables(services).find(({ slug }) => slug === at.kind)
  const subject = await discussable?.find(db, at.number)
  if (!discussable || !subject) throw new NotFound()
  return { ...subject, kind: discussable.kind, slug: discussable.slug }
}

/** The way to a subject of a comment that lies before a moderator; the room may not show the subject any more. */
export async function subjectOf(
  services: Pick<Services, 'manifests'>,
  db: Db | Tx,
  of: { subjectKind: string; subjectNumber: number },
): Promise<Discussed | null> {
  const discussable = discussables(services).find(({ kind }) => kind === of.subjectKind)
  const subject = await discussable?.find(db, of.subjectNumber)
  return discussable && subject ? { ...subject, kind: discussable.kind, slug: discussable.slug } : null
}

/** Address of a discussion: the slug of the kind, the number of the subject. */
export interface At {
  kind: string
  number: number
}

export const discussionPath = ({ kind, number }: At) => `/discussions/${kind}/${number}`

function discussables({ manifests }: Pick<Services, 'manifests'>): Discussable[] {
  return manifests.flatMap(({ discussable = [] }) => discussable)
}
