import { type Person, permit, personOf } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import type { Tx } from '#kernel/database/database.ts'
import { InvalidInput, NotFound, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import { checkText } from './check-text.ts'
import type { Stance } from './comment.ts'
import { type At, type Discussed, subjectAt } from './discussable.ts'
import { answerComments } from './permissions.ts'
import { addComment, countAnswer, lockComment, type SignedComment } from './store.ts'
import { tellAuthor } from './tell-author.ts'
import { tellMentioned } from './tell-mentioned.ts'

/** Enough for a conversation, too few to fill a discussion alone. */
const commentsPerPerson = { name: 'discussion.comment', max: 10, seconds: 3600 }

export interface Written {
  kind: string
  number: number
  comment: string
  /** False while a moderator has to look first. */
  shown: boolean
}

/**
 * Somebody says something about a subject.
 * @throws SignInNeeded, NotFound, InvalidInput, RuleBroken discussion.closed, TooMany
 */
export async function writeComment(
  ctx: WriteContext,
  at: At,
  form: { stance: Stance; text: string; showName: boolean; tellAuthority: boolean },
): Promise<Written> {
  const person = personOf(ctx)
  const subject = await subjectAt(ctx, ctx.tx, at)
  if (!subject.open) throw new RuleBroken('discussion.closed')
  return keep(ctx, person, subject, { ...form, parent: null, authorityId: null })
}

/**
 * Somebody answers a comment; an official may answer for the authority that the subject belongs to, also when the discussion is over.
 * @throws as {@link writeComment}, Forbidden, RuleBroken discussion.one-level, discussion.not-shown
 */
export async function answerComment(
  ctx: WriteContext,
  { comment, ...at }: At & { comment: string },
  form: { text: string; showName: boolean; asAuthority: boolean; tellAuthority: boolean },
): Promise<Written> {
  const person = personOf(ctx)
  const subject = await subjectAt(ctx, ctx.tx, at)
  const { organisationId } = subject
  const by = form.asAuthority ? permit(ctx, answerComments, { organisationId }) : null
  if (!subject.open && !by) throw new RuleBroken('discussion.closed')
  const parent = await answered(ctx.tx, subject, comment)
  const written = await keep(ctx, person, subject, {
    ...form,
    stance: null,
    parent,
    authorityId: by && organisationId,
  })
  await countAnswer(ctx.tx, parent.id, 1)
  if (by)
    await recordAct(ctx.tx, {
      by,
      act: 'discussion.answer',
      subject: { kind: subject.kind, id: String(subject.number) },
      data: { comment: written.comment },
      now: ctx.now,
    })
  return written
}

/** Held until the answer is written: its author changes nothing any more. */
async function answered(tx: Tx, subject: Discussed, id: string): Promise<SignedComment> {
  const parent = await lockComment(tx, id)
  if (parent.subjectId !== subject.id || parent.state === 'held') throw new NotFound()
  if (parent.parentId) throw new RuleBroken('discussion.one-level')
  if (parent.state !== 'shown') throw new RuleBroken('discussion.not-shown')
  return parent
}

async function keep(
  ctx: WriteContext,
  person: Person,
  subject: Discussed,
  one: {
    stance: Stance | null
    text: string
    showName: boolean
    tellAuthority: boolean
    parent: SignedComment | null
    authorityId: string | null
  },
): Promise<Written> {
  const named = one.showName && !one.authorityId
  if (named && !person.name) throw new InvalidInput([{ field: 'showName', text: { key: 'discussion.name.none' } }])
  const wait = await countAgainst(ctx.db, commentsPerPerson, person.accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const { text, stopped } = checkText(one.text)
  const id = newId(ctx.now)
  await addComment(ctx.tx, {
    id,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectNumber: subject.number,
    placeKey: subject.placeKey,
    parentId: one.parent?.id ?? null,
    stance: one.stance,
    state: stopped ? 'held' : 'shown',
    lang: ctx.lang,
    ...text,
    authorMailboxId: person.mailboxId,
    authorName: named ? person.name : null,
    authorityId: one.authorityId,
    waitingSince: stopped ? ctx.now : null,
    createdAt: ctx.now,
    tellsAuthority: one.tellAuthority,
  })
  if (stopped) {
    const { kind: subjectKind, number: subjectNumber } = subject
    const author = { authorMailboxId: person.mailboxId, authorityId: one.authorityId, hiddenReason: null }
    await tellAuthor(ctx, { id, subjectKind, subjectNumber, ...author }, 'held')
  } else await tellMentioned(ctx, subject, one.text, one.tellAuthority)
  return { kind: subject.slug, number: subject.number, comment: id, shown: !stopped }
}
