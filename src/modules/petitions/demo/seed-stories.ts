import { sql } from 'kysely'
import type { Role } from '#commons/access/permit.ts'
import { findAccount } from '#commons/people/accounts.ts'
import { addressOf, demoPeople } from '#commons/people/demo/people.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services, Viewer, WriteContext } from '#kernel/http/context.ts'
import { answer } from '../answering/answer-case.ts'
import { type CaseRow, casesOf, lockCase, officersOf } from '../answering/case-store.ts'
import { extendTerm } from '../answering/extend-term.ts'
import { postFollowUp } from '../answering/follow-up.ts'
import { lodgePetition } from '../answering/lodge-petition.ts'
import { askToMend } from '../answering/mend-case.ts'
import { redirectCase } from '../answering/redirect-case.ts'
import { register, registerCase } from '../answering/register-case.ts'
import { appealRefusal } from '../moderation/appeal.ts'
import { decideItem } from '../moderation/decide-item.ts'
import { enterModeration } from '../moderation/enter-moderation.ts'
import { checklist, type RefusalReason } from '../moderation/reasons.ts'
import { closeDuePetitions } from '../signing/close-petitions.ts'
import { forgetNames } from '../signing/forget-names.ts'
import { makePetition } from '../start/draft/make-petition.ts'
import { type DemoPetition, demoAnswers } from './stories.ts'

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

interface Cast {
  starter: Record<DemoPetition['lang'], Viewer>
  moderators: Viewer[]
}

/** The past, told by the same use-cases that people use, at the time at which each happened. */
export class Past {
  private readonly services: Services
  private readonly today: Date
  private readonly cast: Cast

  private constructor(services: Services, cast: Cast) {
    this.services = services
    this.today = services.clock.now()
    this.cast = cast
  }

  static async of(services: Services): Promise<Past> {
    const viewer = async (key: string, roles: Role[] = []): Promise<Viewer> => {
      const person = demoPeople.find((one) => one.key === key)
      const accountId = person && (await findAccount(services.db, services.secrets.person, addressOf(person)))
      if (!accountId) throw new Error(`no demo person ${key}`)
      const { mailboxId } = await services.db
        .selectNoFrom(sql<string>`(SELECT mailbox_id FROM people.account WHERE id = ${accountId})`.as('mailboxId'))
        .executeTakeFirstOrThrow()
      return { accountId, mailboxId, name: person.name, level: 'signed', roles, secondFactor: true }
    }
    const moderator = (placeKey: string): Role[] => [{ name: 'moderator', placeKey, organisationId: null }]
    return new Past(services, {
      starter: { ro: await viewer('maria'), ru: await viewer('serghei'), en: await viewer('victor') },
      moderators: [await viewer('elena', moderator('md')), await viewer('pavel', moderator('md-cu'))],
    })
  }

  at(daysAgo: number): Date {
    return new Date(this.today.getTime() - daysAgo * 86_400_000)
  }

  /** The services as they were then. */
  asOf(daysAgo: number): Services {
    return { ...this.services, clock: { now: () => this.at(daysAgo) } }
  }

  private act<T>(
    daysAgo: number,
    viewer: Viewer,
    lang: DemoPetition['lang'],
    work: (ctx: WriteContext) => Promise<T>,
  ): Promise<T> {
    const cookies = { get: () => undefined, set: () => {}, clear: () => {} }
    return transact(this.services.db, (tx) =>
      work({ ...this.asOf(daysAgo), now: this.at(daysAgo), lang, viewer, source: '', tx, cookies }),
    )
  }

  /** Made and sent to moderation; those that still gather supporters stay there. */
  async make(petition: DemoPetition): Promise<Made> {
    const { lang } = petition
    const starter = this.cast.starter[lang]
    const addressees = await this.services.db
      .selectNoFrom(
        sql<string[]>`ARRAY(SELECT o.id FROM unnest(${petition.to}::text[]) WITH ORDINALITY AS w (slug, at)
        JOIN organisations.organisation o USING (slug) ORDER BY w.at)`.as('ids'),
      )
      .executeTakeFirstOrThrow()
    const made = await this.act(petition.daysAgo + 2, starter, lang, async (ctx) => {
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
  acts({ petition, id, number }: Made): Act[] {
    const [story = '', detail = '', days = ''] = petition.story.split(':')
    const { daysAgo, lang } = petition
    const starter = this.cast.starter[lang]
    if (['supporting', 'moderation', 'moderation-overdue'].includes(story)) return []
    const decide = (
      decision: 'published' | 'returned' | 'refused',
      reason: RefusalReason | 'unclear' | null,
      text: string | null,
    ): Act => ({
      daysAgo,
      run: () =>
        this.decide(id, daysAgo, lang, {
          decision,
          checks: decision === 'published' ? [...checklist] : [],
          reason,
          text,
        }),
    })
    if (story === 'returned') return [decide('returned', 'unclear', demoAnswers.mend[lang])]
    if (story === 'refused') return [decide('refused', detail as RefusalReason, demoAnswers.unexamined[lang])]
    if (story === 'appealed')
      return [
        decide('refused', 'not-competent', demoAnswers.refused[lang]),
        {
          daysAgo: daysAgo - 5,
          run: () =>
            this.act(daysAgo - 5, starter, lang, (ctx) =>
              appealRefusal(ctx, number, { text: demoAnswers.extend[lang] }),
            ).then(() => {}),
        },
      ]
    const published = decide('published', null, null)
    if (story === 'open') return [published, ...this.closing(daysAgo)]
    const lodgedAgo =
      story === 'registered' || story === 'extended'
        ? Number(detail) + 1
        : story === 'overdue'
          ? Number(detail) + 32
          : daysAgo - Math.min(6, Math.floor(daysAgo / 5))
    const lodge: Act = {
      daysAgo: lodgedAgo,
      run: () => this.lodge(number, lodgedAgo, lang),
    }
    if (story === 'unanswered' || story === 'archived') return [published, lodge, ...this.closing(daysAgo)]
    const registeredAgo = lodgedAgo - 1
    const registered: Act = {
      daysAgo: registeredAgo,
      run: () =>
        this.eachCase(id, registeredAgo, lang, (ctx, one, officer) => this.register(ctx, one, officer, number)),
    }
    const later = (
      ago: number,
      work: (ctx: WriteContext, one: CaseRow, officer: boolean) => Promise<unknown>,
    ): Act => ({
      daysAgo: Math.max(0, ago),
      run: () => this.eachCase(id, Math.max(0, ago), lang, work),
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
        later(registeredAgo - Number(days || 25), (ctx, one, officer) => this.answer(ctx, one, officer, outcome, lang)),
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
    return [published, lodge, registered, ...rest, ...this.closing(daysAgo)]
  }

  /** Signatures are taken for 180 days; names go 90 days later. */
  private closing(daysAgo: number): Act[] {
    const acts: Act[] = []
    if (daysAgo > 181) acts.push({ daysAgo: daysAgo - 181, run: () => closeDuePetitions(this.asOf(daysAgo - 181)) })
    if (daysAgo > 280) acts.push({ daysAgo: daysAgo - 280, run: () => forgetNames(this.asOf(daysAgo - 280)) })
    return acts
  }

  private async decide(
    petitionId: string,
    daysAgo: number,
    lang: DemoPetition['lang'],
    form: Parameters<typeof decideItem>[2],
  ): Promise<void> {
    const [moderator] = this.cast.moderators
    await this.act(daysAgo, moderator as Viewer, lang, async (ctx) => {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM petitions.moderation_item WHERE petition_id = ${petitionId} AND closed_at IS NULL LIMIT 1`.execute(
        ctx.tx,
      )
      await decideItem(ctx, rows[0]?.id as string, form)
    })
  }

  private async lodge(number: number, daysAgo: number, lang: DemoPetition['lang']): Promise<void> {
    const starter = this.cast.starter[lang]
    await this.act(daysAgo, starter, lang, (ctx) =>
      lodgePetition(ctx, number, {
        kind: 'person',
        name: starter.name as string,
        domicile: 'Chișinău, str. Demonstrației 1',
        email: 'demo@demo.example',
        phone: null,
      }),
    )
  }

  /** Runs work on each case of a petition that is with an authority, as an officer of it where it has one. */
  private async eachCase(
    petitionId: string,
    daysAgo: number,
    lang: DemoPetition['lang'],
    work: (ctx: WriteContext, one: CaseRow, officer: boolean) => Promise<unknown>,
  ): Promise<void> {
    for (const { id, organisationId } of await casesOf(this.services.db, petitionId)) {
      const [officer] = await officersOf(this.services.db, organisationId)
      const viewer: Viewer = officer
        ? {
            accountId: officer.accountId,
            mailboxId: '00000000-0000-7000-8000-000000000000',
            roles: [{ name: 'officer', placeKey: null, organisationId }],
            secondFactor: true,
          }
        : { accountId: null }
      await this.act(daysAgo, viewer, lang, async (ctx) => work(ctx, await lockCase(ctx.tx, id), officer !== undefined))
    }
  }

  private register(ctx: WriteContext, one: CaseRow, officer: boolean, number: number): Promise<void> {
    const incomingNumber = `D-${number}/${ctx.now.getUTCFullYear()}`
    if (officer) return registerCase(ctx, one.id, { incomingNumber, responsible: null })
    return register(ctx, one, { incomingNumber, responsibleId: null }, { role: 'link', by: null })
  }

  private async answer(
    ctx: WriteContext,
    one: CaseRow,
    officer: boolean,
    outcome: 'satisfied' | 'rejected' | 'refused' | 'unexamined',
    lang: DemoPetition['lang'],
  ): Promise<void> {
    const form = {
      outcome,
      text: demoAnswers[outcome][lang],
      lang,
      translation: null,
      translationLang: null,
      outgoingNumber: `E-${one.number}`,
      files: [],
    }
    const [role] = ctx.viewer.roles ?? []
    if (officer && role)
      return answer(
        ctx,
        one,
        form,
        {
          role: 'officer',
          by: {
            person: {
              accountId: ctx.viewer.accountId as string,
              mailboxId: '',
              name: null,
              level: 'strong',
              roles: [role],
            },
            role,
          },
        },
        'officer',
      )
    return answer(ctx, one, form, { role: 'link', by: null }, 'link')
  }
}
