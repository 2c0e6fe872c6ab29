import { sql } from 'kysely'
import { officersOf } from '#commons/access/holders.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import { type Authority, authoritiesById, findAuthority } from '#commons/organisations/authorities.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { type Discussed, discussionPath } from './discussable.ts'

/** More names in one comment are a crowd that nobody called. */
const MENTIONS = 3
const MENTION = /(?<![\p{L}\p{N}@._%+-])@([a-z0-9]+(?:-[a-z0-9]+)*)/gu

/**
 * Officers of an authority that a comment names (`@primaria-balti`) get a letter with the way there, one a subject and day. The letter
 * holds nothing of the comment: it may be hidden before it is read.
 *
 * @param tellsAuthority its author asked that the authority of the subject be told, without naming it
 */
export async function tellMentioned(
  ctx: WriteContext,
  subject: Discussed,
  markdown: string,
  tellsAuthority = false,
): Promise<void> {
  const slugs = new Set([...markdown.matchAll(MENTION)].map(([, slug]) => slug as string))
  const [own] = tellsAuthority ? await authoritiesById(ctx.tx, [subject.organisationId]) : []
  if (own && !own.endedAt && (await firstToday(ctx, subject, own))) await writeTo(ctx, subject, own)
  for (const slug of [...slugs].slice(0, MENTIONS)) {
    const authority = await findAuthority(ctx.tx, slug)
    if (authority && !authority.endedAt && (await firstToday(ctx, subject, authority)))
      await writeTo(ctx, subject, authority)
  }
}

async function firstToday(ctx: WriteContext, subject: Discussed, authority: Authority): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO discussion.mention (subject_id, organisation_id, told_on)
    VALUES (${subject.id}, ${authority.id}, ${dayOf(ctx.now, ctx.timeZone)}) ON CONFLICT DO NOTHING RETURNING told_on`.execute(
    ctx.tx,
  )
  return rows.length > 0
}

async function writeTo(ctx: WriteContext, subject: Discussed, authority: Authority): Promise<void> {
  const officers = await officersOf(ctx.tx, authority.id)
  const letters = officers.map(({ to, lang }) => {
    const t = ctx.translate(lang)
    return composeMail(ctx, {
      to,
      lang,
      subject: t('discussion.mention.mail.subject', { title: subject.title }),
      paragraphs: [
        t('discussion.mention.mail.text', { title: subject.title, authority: inLang(authority.name, lang) }),
      ],
      button: {
        label: t('discussion.mention.mail.button'),
        url: `${ctx.publicUrl}/${lang}${discussionPath({ kind: subject.slug, number: subject.number })}?sort=new`,
      },
      footer: [t('discussion.mention.mail.footer')],
    })
  })
  await queueMails(ctx.tx, letters, ctx.now)
}
