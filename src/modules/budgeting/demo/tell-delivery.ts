import { sql } from 'kysely'
import type { Process } from '#commons/processes/process.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Viewer, WriteContext } from '#kernel/http/context.ts'
import { closeScope, proposeScope } from '../delivery/change-scope.ts'
import { decideProject } from '../delivery/decide-project.ts'
import { keepMoney } from '../delivery/keep-money.ts'
import { showPicture } from '../delivery/keep-picture.ts'
import { reserveWithout } from '../delivery/next-in-reserve.ts'
import { changeMilestone, planMilestone } from '../delivery/plan-milestone.ts'
import { milestonesOf } from '../delivery/plan-store.ts'
import type { Delivery } from '../delivery/project.ts'
import { keepAnswer } from '../delivery/record-store.ts'
import { nameOwner, stepProject } from '../delivery/step-project.ts'
import { deliveriesOf } from '../delivery/store.ts'
import { drawPicture, type Scene } from './draw-pictures.ts'
import { THOUSAND } from './ideas.ts'
import type { Past } from './past.ts'

/** Whose lamp and bench the demo follows to the end, by what stands in their titles. */
const BENCH = 'bănci'
const LAMP = 'дорожка от рынка'

const suppliers = ['Verde Urban SRL (demo)', 'Lumina Străzii SA (demo)', 'Atelier de Parcuri SRL (demo)']
const answered = { yes: 41, no: 4 }

/**
 * What came of the projects of the finished budget: a bench and a lamp are done, one is late, one had no bids and gave its place to the
 * next in reserve, the others are on their way. Delivery opened so many days ago.
 */
export async function tellDelivery(past: Past, process: Process, officer: Viewer, opened: number): Promise<void> {
  const { db } = past.services
  const deliveries = await deliveriesOf(db, process.id)
  const bench = deliveries.find(({ title }) => title.includes(BENCH))
  const lamp = deliveries.find(({ title }) => title.includes(LAMP))
  const others = deliveries.filter((one) => one !== bench && one !== lamp)
  const stopped = await withReserve(past, process, others)
  const late = others.find((one) => one !== stopped)
  const story = new Story(past, process, officer)
  await past.act(opened - 2, officer, 'ro', async (ctx) => {
    for (const [at, one] of deliveries.entries())
      await nameOwner(ctx, story.ref(one), {
        organisation: process.organisationId,
        office: at % 2 === 0 ? 'Direcția spații verzi' : 'Direcția infrastructură',
        mine: at % 3 === 0,
      })
  })
  if (bench) await story.done(bench, opened, ['bench-before', 'bench-after'])
  if (lamp) await story.done(lamp, opened - 40, ['lamp-before', 'lamp-after'])
  if (late) await story.late(late, opened - 15)
  if (stopped) await story.stop(stopped, opened)
  for (const one of others) if (one !== late && one !== stopped) await story.underWay(one, opened - 30)
}

/** The first project, from the dearest on, in whose place another one would fit. */
async function withReserve(past: Past, process: Process, deliveries: Delivery[]): Promise<Delivery | undefined> {
  for (const one of deliveries.toSorted((a, b) => b.cost - a.cost))
    if ((await transact(past.services.db, (tx) => reserveWithout(tx, process, one))).next !== null) return one
  return undefined
}

class Story {
  private readonly past: Past
  private readonly process: Process
  private readonly officer: Viewer

  constructor(past: Past, process: Process, officer: Viewer) {
    this.past = past
    this.process = process
    this.officer = officer
  }

  ref = ({ number }: { number: number }) => ({ number: this.process.number, project: number })

  /** From the tender to the checked work, in pictures; people say whether it is done. */
  async done(one: Delivery, opened: number, [before, after]: [Scene, Scene]): Promise<void> {
    const { past } = this
    await this.plan(one, opened - 4, [
      ['Contract semnat', opened - 50],
      ['Lucrările terminate', opened - 110],
    ])
    await this.step(one, opened - 6, 'tender')
    await this.money(one, opened - 48, 0.96, 0)
    await this.finishMilestone(one, opened - 49, 0)
    await this.step(one, opened - 50, 'begin')
    await this.picture(one, opened - 50, before, 'before')
    await this.finishMilestone(one, opened - 100, 1)
    await this.picture(one, opened - 101, after, 'after')
    await this.money(one, opened - 103, 0.96, 1)
    await this.act(opened - 105, (ctx) =>
      stepProject(ctx, this.ref(one), {
        step: 'finish',
        on: past.day(opened - 105),
        warrantyUntil: past.day(opened - 105 - 730),
        warrantyNote: 'Vopseaua se reînnoiește la doi ani; defectele se anunță la birou.',
      }),
    )
    await this.answers(one, opened - 112)
    await this.act(opened - 120, (ctx) =>
      stepProject(ctx, this.ref(one), {
        step: 'check',
        on: past.day(opened - 120),
        warrantyUntil: past.day(opened - 105 - 730),
        warrantyNote: 'Vopseaua se reînnoiește la doi ani; defectele se anunță la birou.',
      }),
    )
  }

  /** A day was moved once, and missed again; the project was made smaller. */
  async late(one: Delivery, opened: number): Promise<void> {
    await this.plan(one, opened - 4, [
      ['Contract semnat', opened - 60],
      ['Lucrările terminate', opened - 150],
    ])
    await this.step(one, opened - 6, 'tender')
    await this.money(one, opened - 62, 1.12, 0.4)
    await this.finishMilestone(one, opened - 63, 0)
    await this.step(one, opened - 64, 'begin')
    await this.act(opened - 120, (ctx) =>
      proposeScope(ctx, this.ref(one), {
        what: 'Lucrările din prima parte se fac întregi; a doua parte rămâne fără mobilier.',
        reason: 'Materialele s-au scumpit cu o optime de la vot, iar restul banilor nu ajunge pentru tot.',
      }),
    )
    await this.act(opened - 140, (ctx) => closeScope(ctx, this.ref(one), { outcome: 'in-force' }))
    await this.act(opened - 145, async (ctx) => {
      const [, works] = await milestonesOf(ctx.tx, [one.projectId])
      if (!works) return
      await changeMilestone(
        ctx,
        { ...this.ref(one), milestone: works.id },
        {
          plannedOn: this.past.day(35),
          doneOn: null,
          reason: 'Furnizorul a cerut încă două luni pentru livrare.',
        },
      )
    })
  }

  /** Two tenders without a bid; the council stops it, and the next in reserve takes its place. */
  async stop(one: Delivery, opened: number): Promise<void> {
    const { past } = this
    await this.plan(one, opened - 4, [['Contract semnat', opened - 55]])
    await this.step(one, opened - 8, 'tender')
    await this.act(opened - 90, (ctx) =>
      decideProject(ctx, this.ref(one), {
        cause: 'no-bids',
        outcome: 'reserve',
        reason:
          'La două licitații nu a venit nicio ofertă. Banii merg la următorul proiect, după regula anunțată înainte de vot.',
        decision: '2/9',
        decidedOn: past.day(opened - 88),
        amount: null,
      }),
    )
    const next = (await deliveriesOf(past.services.db, this.process.id)).find(
      ({ replaces }) => replaces?.number === one.number,
    )
    if (!next) return
    await this.act(opened - 95, (ctx) =>
      nameOwner(ctx, this.ref(next), {
        organisation: this.process.organisationId,
        office: 'Direcția infrastructură',
        mine: false,
      }),
    )
    await this.underWay(next, opened - 96)
  }

  /** Contracted, not finished; its day is to come. */
  async underWay(one: Delivery, opened: number): Promise<void> {
    await this.plan(one, opened - 4, [
      ['Contract semnat', opened - 60],
      ['Lucrările terminate', -20 - (one.number % 5) * 12],
    ])
    await this.step(one, opened - 6, 'tender')
    await this.money(one, opened - 58, 0.9 + (one.number % 4) * 0.05, 0.5)
    await this.finishMilestone(one, opened - 59, 0)
    await this.step(one, opened - 60, 'begin')
  }

  private act(daysAgo: number, work: (ctx: WriteContext) => Promise<void>): Promise<void> {
    return this.past.act(daysAgo, this.officer, 'ro', work)
  }

  private step(one: Delivery, daysAgo: number, step: 'tender' | 'begin'): Promise<void> {
    const none = { warrantyUntil: null, warrantyNote: null }
    return this.act(daysAgo, (ctx) => stepProject(ctx, this.ref(one), { step, on: this.past.day(daysAgo), ...none }))
  }

  private plan(one: Delivery, daysAgo: number, milestones: [string, number][]): Promise<void> {
    return this.act(daysAgo, async (ctx) => {
      for (const [title, planned] of milestones)
        await planMilestone(ctx, this.ref(one), { title, plannedOn: this.past.day(planned) })
    })
  }

  private finishMilestone(one: Delivery, daysAgo: number, at: number): Promise<void> {
    return this.act(daysAgo, async (ctx) => {
      const milestone = (await milestonesOf(ctx.tx, [one.projectId]))[at]
      if (!milestone) return
      const { id, plannedOn } = milestone
      const doneOn = this.past.day(daysAgo)
      await changeMilestone(ctx, { ...this.ref(one), milestone: id }, { plannedOn, doneOn, reason: null })
    })
  }

  /** One contract for the works. Called again it says what was paid. @param share of the cost on the ballot */
  private money(one: Delivery, daysAgo: number, share: number, paid: number): Promise<void> {
    return this.act(daysAgo, async (ctx) => {
      const { rows } = await sql<{ id: string; on: string }>`
        SELECT id, contract_on AS on FROM budgeting.money_line WHERE project_id = ${one.projectId} LIMIT 1`.execute(
        ctx.tx,
      )
      const contracted = Math.round((one.cost * share) / THOUSAND) * THOUSAND
      await keepMoney(
        ctx,
        { ...this.ref(one), line: rows[0]?.id ?? null },
        {
          what: 'Proiectare și lucrări',
          planned: one.cost,
          contracted,
          paid: Math.round(contracted * paid),
          supplier: suppliers[one.number % suppliers.length] as string,
          contractNumber: `${one.number}/BC`,
          contractOn: rows[0]?.on ?? this.past.day(daysAgo),
          contractUrl: null,
          ocid: `ocds-b3wdp1-MD-DEMO-${one.number}`,
        },
      )
    })
  }

  private async picture(one: Delivery, daysAgo: number, scene: Scene, moment: 'before' | 'after'): Promise<void> {
    const file = await drawPicture(scene)
    const takenOn = this.past.day(daysAgo)
    await this.act(daysAgo, (ctx) =>
      showPicture(ctx, this.ref(one), { file, moment, takenOn, description: descriptions[scene] }),
    )
  }

  /** Supporters of the idea went and looked. */
  private answers(one: Delivery, daysAgo: number): Promise<void> {
    return this.past.happen(daysAgo, async (tx, now) => {
      const { rows } = await sql<{ id: string }>`
        SELECT mailbox_id AS id FROM budgeting.idea_support WHERE idea_id = ${one.idea.id} ORDER BY mailbox_id
        LIMIT ${answered.yes + answered.no}`.execute(tx)
      for (const [at, { id }] of rows.entries()) {
        const isDone = at >= answered.no
        const comment = at === 0 ? 'O scândură este deja crăpată. (Demonstrație)' : null
        await keepAnswer(tx, one.projectId, id, { isDone, comment, lang: 'ro' }, now)
      }
    })
  }
}

const descriptions: Record<Scene, string> = {
  'bench-before': 'Aleea dintre blocuri, fără niciun loc de șezut (desen al demonstrației)',
  'bench-after': 'Banca nouă sub acoperiș, lângă alee (desen al demonstrației)',
  'lamp-before': 'Aleea pe întuneric (desen al demonstrației)',
  'lamp-after': 'Aleea luminată de patru felinare (desen al demonstrației)',
}
