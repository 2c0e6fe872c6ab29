import { sql } from 'kysely'
import { publishNews } from '#commons/ledger/publish-news.ts'
import { makeRehearsal } from '#commons/processes/rehearsal/make-rehearsal.ts'
import { rehearseProcess } from '#commons/processes/rehearsal/rehearse.ts'
import { requestUnderWay } from '#commons/processes/rehearsal/request-store.ts'
import { findProcess } from '#commons/processes/store.ts'
import type { Services } from '#kernel/http/context.ts'
import { evaluateProcess } from '../evaluation/evaluate-process.ts'
import { sayCounters } from '../paper/say-counters.ts'
import { countVotes } from '../result/count-votes.ts'
import { recordDecision, signProtocol } from '../result/decide-result.ts'
import { throwDice } from '../result/throw-dice.ts'
import { beginBudget, NEEDS_DAYS } from './begin-budget.ts'
import { demoIdeas } from './ideas.ts'
import { Past } from './past.ts'
import { tellDelivery } from './tell-delivery.ts'
import { tellIdeas } from './tell-ideas.ts'
import { answerNeeds, tellNeeds } from './tell-needs.ts'
import { tellOpenNeeds, tellOpenQuickIdeas } from './tell-open-stages.ts'
import { tellHanded, tellPaper, tellRecheck } from './tell-paper.ts'
import { tellQuickIdeas } from './tell-quick-ideas.ts'
import { tellReview } from './tell-review.ts'
import { tellVisits, tellVotersAges } from './tell-visits.ts'
import { tellVotes } from './tell-votes.ts'

const DICE = '35142661345212643515'

/**
 * Four budgets of the demo: one from its first idea to the council's decision, one in which people vote now, one that gathers ideas now, one
 * whose needs are compared now; and quick ideas, of one place answered and of another gathered now. Runs once: where there is a process already, nothing is told.
 */
export async function seedDemoBudgets(services: Services, tell: (line: string) => void): Promise<void> {
  const { rows } = await sql`SELECT 1 FROM processes.process LIMIT 1`.execute(services.db)
  if (rows.length > 0) return
  tell('demo: telling the story of four participatory budgets, some seconds …')
  const past = new Past(services)
  await finished(past)
  await voting(past)
  await gathering(past)
  await rehearsed(past)
  await tellQuickIdeas(past)
  // Last, as everything that came later: numbers of processes are known.
  await tellOpenNeeds(past)
  await tellOpenQuickIdeas(past)
  tell('demo: 4 participatory budgets, a rehearsal, and quick ideas of two places')
}

/** The budget of Chișinău was decided so long ago that benches and lamps stand. */
const AGO = 270

/** Chișinău: from the first idea to the delivered bench. */
async function finished(past: Past): Promise<void> {
  const authority = await past.authority('primaria-chisinau')
  const doina = await past.officer('doina', authority)
  const process = await beginBudget(past, {
    firstAgo: AGO + 130 + NEEDS_DAYS,
    placeKey: 'md-cu',
    organisationId: authority,
    title: {
      ro: 'Bugetul civil al municipiului Chișinău',
      ru: 'Гражданский бюджет Кишинёва',
      en: 'Civil budget of Chisinau',
    },
    summary: {
      ro: 'Opt milioane de lei pentru proiecte mici din toate sectoarele: locuitorii le propun și tot ei le aleg.',
      ru: 'Восемь миллионов леев на небольшие проекты во всех секторах: жители их предлагают и сами выбирают.',
      en: 'Eight million lei for small projects in all sectors: residents propose them and residents choose.',
    },
    money: { officer: doina, amount: 8_000, maxCost: 1_500, ballots: 'account' },
  })
  const { number } = process
  await past.turn(AGO + 130 + NEEDS_DAYS, number)
  const heldAt = 'Liceul din sectorul Botanica, sala de festivități'
  const meeting = { viewer: doina, heldAt, present: 64 }
  const needs = await tellNeeds(past, process, 'chisinau', AGO + 130 + NEEDS_DAYS, meeting)
  await past.turn(AGO + 130, number)
  const told = await tellIdeas(past, process, demoIdeas.chisinau, AGO + 130, AGO + 101)
  await answerNeeds(past, needs, told)
  await past.turn(AGO + 100, number)
  await tellReview(past, process, doina, 'ro', told, AGO + 100)
  await past.turn(AGO + 55, number)
  await tellVotes(past, process, 3_000, AGO + 55, AGO + 35)
  await tellVisits(past, process, 9_400, AGO + 55, AGO + 35)
  await tellVotersAges(past, process, AGO + 35)
  await tellHanded(past, process, doina, AGO + 34)
  await past.turn(AGO + 34, number)
  const sheets = await tellPaper(past, process, doina, await past.officer('oleg', authority), AGO + 34)
  await past.act(AGO + 33, doina, 'ro', (ctx) => throwDice(ctx, number, { dice: DICE }))
  // The lot needs a signed tree that holds the dice.
  await publishNews(past.services)
  await past.act(AGO + 33, doina, 'ro', (ctx) => countVotes(ctx, number))
  await tellRecheck(past, process, doina, sheets, AGO + 34)
  await past.act(AGO + 26, doina, 'ro', (ctx) => signProtocol(ctx, number))
  const decidedOn = past.day(AGO + 20)
  await past.act(AGO + 19, doina, 'ro', (ctx) => recordDecision(ctx, number, { decision: '7/12', decidedOn }))
  await past.happen(AGO + 18, (tx, now) => evaluateProcess(tx, process, now))
  // The council has decided, so what was chosen is delivered from the next phase on.
  await past.turn(AGO + 4, number)
  await tellDelivery(past, process, doina, AGO + 4)
}

/** What few favourites would have done to Chișinău's projects; after all others, whose numbers people know. */
async function rehearsed(past: Past): Promise<void> {
  const doina = await past.officer('doina', await past.authority('primaria-chisinau'))
  const { rows } = await sql<{ number: number }>`
    SELECT min(number) AS number FROM processes.process WHERE rehearsal_of IS NULL`.execute(past.services.db)
  const made = { people: 3_000, turnout: 20, model: 'budgeting.favourites', seed: 7 }
  const number = rows[0]?.number as number
  await past.act(1, doina, 'ro', (ctx) => rehearseProcess(ctx, number, made))
  const request = await requestUnderWay(past.services.db, (await findProcess(past.services.db, number)).id)
  // Who looks at the demo finds it made; the job that was asked for as well finds nothing to do.
  await makeRehearsal(past.services, request?.id as string)
}

/** Where one votes in Bălți without a computer. */
const counters = {
  countersRo: 'Primăria Bălți, parter, luni–vineri 8–17',
  countersRu: 'Примэрия Бельц, первый этаж, понедельник–пятница 8–17',
  countersEn: 'Bălți city hall, ground floor, Monday to Friday 8–17',
  homeRo: 'cereți o vizită la ghișeu sau prin cineva apropiat',
  homeRu: 'попросите прийти к вам в пункте голосования или через близких',
  homeEn: 'ask for a visit at the counter, or through somebody close to you',
}

/** Bălți: people vote now. */
async function voting(past: Past): Promise<void> {
  const authority = await past.authority('primaria-balti')
  const oleg = await past.officer('oleg', authority)
  const process = await beginBudget(past, {
    firstAgo: 84 + NEEDS_DAYS,
    placeKey: 'md-ba',
    organisationId: authority,
    title: {
      ro: 'Bugetul participativ al municipiului Bălți',
      ru: 'Партисипативный бюджет муниципия Бельцы',
      en: 'Participatory budget of Balti',
    },
    summary: {
      ro: 'Două milioane și jumătate de lei: împărțiți douăsprezece puncte între proiecte. Se numără cu cote egale.',
      ru: 'Два с половиной миллиона леев: распределите двенадцать баллов между проектами. Подсчёт — равными долями.',
      en: 'Two and a half million lei: spread twelve points over projects. Counted with equal shares.',
    },
    money: { officer: oleg, amount: 2_500, maxCost: 800, points: 12, ballots: 'token' },
  })
  const { number } = process
  await past.turn(84 + NEEDS_DAYS, number)
  const heldAt = 'Casa de cultură, sala mică'
  const needs = await tellNeeds(past, process, 'balti', 84 + NEEDS_DAYS, { viewer: oleg, heldAt, present: 41 })
  await past.turn(84, number)
  const told = await tellIdeas(past, process, demoIdeas.balti, 84, 55)
  await answerNeeds(past, needs, told)
  await past.turn(54, number)
  await tellReview(past, process, oleg, 'ru', told, 54)
  await past.act(12, oleg, 'ro', (ctx) => sayCounters(ctx, number, counters))
  await past.turn(9, number)
  await tellVotes(past, process, 400, 9, 0)
  await tellVisits(past, process, 1_350, 9, 1)
}

/** Orhei: ideas are gathered now; needs were compared in pairs. */
async function gathering(past: Past): Promise<void> {
  const process = await beginBudget(past, {
    firstAgo: 11 + NEEDS_DAYS,
    smallAndLarge: true,
    pairs: true,
    placeKey: 'demo-orhei',
    organisationId: await past.authority('primaria-orhei'),
    title: {
      ro: 'Bugetul civil al orașului Orhei',
      ru: 'Гражданский бюджет города Орхей',
      en: 'Civil budget of Orhei',
    },
    summary: {
      ro: 'Propuneți ce lipsește în oraș. Ideile cu douăzeci de susținători merg la verificare, apoi la vot.',
      ru: 'Предложите, чего не хватает городу. Идеи с двадцатью сторонниками идут на проверку, затем на голосование.',
      en: 'Propose what the town lacks. Ideas with twenty supporters are reviewed and then voted on.',
    },
  })
  await past.turn(11 + NEEDS_DAYS, process.number)
  const needs = await tellNeeds(past, process, 'orhei', 11 + NEEDS_DAYS)
  await past.turn(11, process.number)
  await answerNeeds(past, needs, await tellIdeas(past, process, demoIdeas.orhei, 11, 1))
}
