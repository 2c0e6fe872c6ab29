import { sql } from 'kysely'
import type { Viewer, WriteContext } from '#kernel/http/context.ts'
import type { CaseRow } from '../answering/case-store.ts'
import { extendTerm } from '../answering/extend-term.ts'
import { postFollowUp } from '../answering/follow-up.ts'
import { askToMend } from '../answering/mend-case.ts'
import { redirectCase } from '../answering/redirect-case.ts'
import { appealRefusal } from '../moderation/appeal.ts'
import { decideItem } from '../moderation/decide-item.ts'
import { enterModeration } from '../moderation/enter-moderation.ts'
import { checklist, type RefusalReason } from '../moderation/reasons.ts'
import { closeDuePetitions } from '../signing/close-petitions.ts'
import { forgetNames } from '../signing/forget-names.ts'
import { makePetition } from '../start/draft/make-petition.ts'
import type { Past } from './past.ts'
import { answerOfAuthority, eachCase, lodge, registerAtAuthority } from './seed-cases.ts'
import { type DemoPetition, demoAnswers, demoRefusals } from './stories.ts'

/** Something that happened to a petition of the demo, some days ago. */
export interface Act {
  daysAgo: number
  run(): Promise<void>
}

/** A petition that has been made, and where in time its acts lie. */
export interface Made {
  petition: DemoPetition
  id: string
  number: number
}

/** Made and sent to moderation; those that still gather supporters stay there. */
export async function makeDemoPetition(past: Past, petition: DemoPetition): Promise<Made> {
  const { lang } = petition
  const starter = past.cast.starter[lang]
  const addressees = await past.services.db
    .selectNoFrom(
      sql<string[]>`ARRAY(SELECT o.id FROM unnest(${petition.to}::text[]) WITH ORDINALITY AS w (slug, at)
      JOIN organisations.organisation o USING (slug) ORDER BY w.at)`.as('ids'),
    )
    .executeTakeFirstOrThrow()
  const made = await past.act(petition.daysAgo + 2, starter, lang, async (ctx) => {
    const one = await makePetition(ctx, {
      draftId: '00000000-0000-7000-8000-000000000000',
      answers: {
        title: petition.title,
        why: petition.why,
        language: lang,
        place: petition.place,
        topic: petition.topic,
        starter: 'unnamed',
      },
      addressees: addressees.ids,
      starterMailboxId: starter.mailboxId as string,
    })
    if (petition.story !== 'supporting') await enterModeration(ctx, { ...one, state: 'supporting' })
    return one
  })
  return { petition, ...made }
}

/** What happened after it came to moderation, in order. */
export function actsOf(past: Past, { petition, id, number }: Made): Act[] {
  const [story = '', detail = '', days = ''] = petition.story.split(':')
  const { daysAgo, lang } = petition
  const starter = past.cast.starter[lang]
  if (['supporting', 'moderation', 'moderation-overdue'].includes(story)) return []
  const decide = (
    decision: 'published' | 'returned' | 'refused',
    reason: RefusalReason | 'unclear' | null,
    text: string | null,
  ): Act => ({
    daysAgo,
    run: () =>
      decideAsModerator(past, id, daysAgo, lang, {
        decision,
        checks: decision === 'published' ? [...checklist] : [],
        reason,
        text,
      }),
  })
  if (story === 'returned') return [decide('returned', 'unclear', demoAnswers.mend[lang])]
  if (story === 'refused') {
    const reason = detail as keyof typeof demoRefusals
    return [decide('refused', reason, demoRefusals[reason][lang])]
  }
  if (story === 'appealed')
    return [
      decide('refused', 'not-competent', demoRefusals['not-competent'][lang]),
      {
        daysAgo: daysAgo - 5,
        run: () =>
          past
            .act(daysAgo - 5, starter, lang, (ctx) => appealRefusal(ctx, number, { text: demoAnswers.extend[lang] }))
            .then(() => {}),
      },
    ]
  const published = decide('published', null, null)
  if (story === 'open') return [published, ...closing(past, daysAgo)]
  const lodgedAgo =
    story === 'registered' || story === 'extended'
      ? Number(detail) + 1
      : story === 'overdue'
        ? Number(detail) + 32
        : daysAgo - Math.min(6, Math.floor(daysAgo / 5))
  const lodged: Act = {
    daysAgo: lodgedAgo,
    run: () => lodge(past, number, lodgedAgo, lang),
  }
  if (story === 'unanswered' || story === 'archived') return [published, lodged, ...closing(past, daysAgo)]
  const registeredAgo = lodgedAgo - 1
  const registered: Act = {
    daysAgo: registeredAgo,
    run: () =>
      eachCase(past, id, registeredAgo, lang, (ctx, one, officer) => registerAtAuthority(ctx, one, officer, number)),
  }
  const later = (ago: number, work: (ctx: WriteContext, one: CaseRow, officer: boolean) => Promise<unknown>): Act => ({
    daysAgo: Math.max(0, ago),
    run: () => eachCase(past, id, Math.max(0, ago), lang, work),
  })
  const rest: Act[] = []
  if (story === 'defects')
    rest.push(
      later(
        registeredAgo - 3,
        async (ctx, one, officer) => officer && askToMend(ctx, one.id, { text: demoAnswers.mend[lang], days: 15 }),
      ),
    )
  if (story === 'extended')
    rest.push(
      later(
        2,
        async (ctx, one, officer) =>
          officer && extendTerm(ctx, one.id, { days: null, reason: demoAnswers.extend[lang] }),
      ),
    )
  if (story === 'redirected')
    rest.push(
      later(
        registeredAgo - 3,
        async (ctx, one, officer) =>
          officer && redirectCase(ctx, one.id, { authority: detail, reason: demoAnswers.redirect[lang], lang }),
      ),
    )
  if (story === 'answered' || story === 'followups') {
    const outcome = (story === 'followups' ? 'satisfied' : detail) as
      | 'satisfied'
      | 'rejected'
      | 'refused'
      | 'unexamined'
    rest.push(
      later(registeredAgo - Number(days || 25), (ctx, one, officer) =>
        answerOfAuthority(ctx, one, officer, outcome, lang),
      ),
    )
  }
  if (story === 'followups')
    rest.push(
      later(
        registeredAgo - 90,
        async (ctx, one, officer) =>
          officer &&
          postFollowUp(ctx, one.id, {
            text: demoAnswers.followUp[lang],
            lang,
            day: ctx.now.toISOString().slice(0, 10),
            files: [],
          }),
      ),
    )
  return [published, lodged, registered, ...rest, ...closing(past, daysAgo)]
}

/** Signatures are taken for 180 days; names go 90 days later. */
function closing(past: Past, daysAgo: number): Act[] {
  const acts: Act[] = []
  if (daysAgo > 181) acts.push({ daysAgo: daysAgo - 181, run: () => closeDuePetitions(past.asOf(daysAgo - 181)) })
  if (daysAgo > 280) acts.push({ daysAgo: daysAgo - 280, run: () => forgetNames(past.asOf(daysAgo - 280)) })
  return acts
}

async function decideAsModerator(
  past: Past,
  petitionId: string,
  daysAgo: number,
  lang: DemoPetition['lang'],
  form: Parameters<typeof decideItem>[2],
): Promise<void> {
  const [moderator] = past.cast.moderators
  await past.act(daysAgo, moderator as Viewer, lang, async (ctx) => {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM petitions.moderation_item WHERE petition_id = ${petitionId} AND closed_at IS NULL LIMIT 1`.execute(
      ctx.tx,
    )
    await decideItem(ctx, rows[0]?.id as string, form)
  })
}
