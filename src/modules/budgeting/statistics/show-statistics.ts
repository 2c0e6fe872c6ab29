import { findPublicProcess } from '#commons/processes/store.ts'
import { elsewhere, told } from '#commons/settings/small-numbers.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { tellAges } from '../ages/tell-ages.ts'
import { titleIn } from '../names.ts'
import { processRef } from '../process-ref.ts'
import { budgetOf, projectsOf } from '../store.ts'
import { tellVisits } from '../visits/tell-visits.ts'
import { type Figures, median } from './figures.ts'
import type { BudgetStatistics, ProcessStatistics } from './replies.ts'
import { allStatistics, statisticsOf } from './store.ts'

const nothing: Figures = {
  ideas: { proposed: 0, supports: 0, reviewed: 0, accepted: 0, onBallot: 0 },
  areas: [],
  days: [],
  turnout: { ballots: 0, counts: 'cast', paper: null },
  funded: 0,
  done: 0,
  money: { available: 0, cost: 0, contracted: 0, paid: 0 },
  delivered: [],
}

/** The statistics of a budget as they were last made. */
export async function showProcessStatistics(ctx: Context, { number }: { number: number }): Promise<ProcessStatistics> {
  const process = await findPublicProcess(ctx.db, number)
  const [{ currency, ballots: by }, kept, projects] = await Promise.all([
    budgetOf(ctx.db, process.id),
    statisticsOf(ctx.db, process.id),
    projectsOf(ctx.db, process.id),
  ])
  const byNumber = new Map(projects.map((project) => [project.number, project]))
  const { ideas, areas, days, answers, turnout, funded, sinceVote, done, money, delivered } = kept?.figures ?? nothing
  const channels = kept?.counts.channels
  return {
    process: processRef(ctx, process),
    currency,
    asOf: kept?.madeAt.toISOString() ?? null,
    k: kept?.counts.supporters.k ?? 0,
    people: {
      authors: kept ? told(kept.counts.authors) : null,
      supporters: kept ? told(kept.counts.supporters) : null,
    },
    channels: channels
      ? {
          cells: Object.entries(channels.cells).map(([channel, atLeast]) => ({ channel, atLeast })),
          elsewhere: elsewhere(channels),
        }
      : null,
    visits: kept?.counts.visits ? tellVisits(kept.counts.visits, turnout, by) : null,
    ages: kept?.counts.ages ? tellAges(kept.counts.ages) : null,
    ideas,
    answers: answers ?? null,
    turnout,
    funded,
    sinceVote: sinceVote ?? { stopped: 0, reserve: 0 },
    done,
    days,
    areas: areas.map(({ place, ...figures }) => ({
      place: { key: place, name: ctx.places.name(place, ctx.lang) },
      ...figures,
    })),
    money,
    delivered: delivered.flatMap(({ project, days }) => {
      const one = byNumber.get(project)
      return one ? [{ project, ...titleIn(one, ctx.lang), days }] : []
    }),
    medianDays: median(delivered.map((one) => one.days)),
  }
}

/** All budgets in one table. */
export async function showBudgetStatistics(ctx: Context): Promise<BudgetStatistics> {
  const rows = await allStatistics(ctx.db)
  return {
    asOf: rows[0]?.madeAt.toISOString() ?? null,
    items: rows.map(({ process, placeKey, currency, figures }) => ({
      process: { ...process, title: inLang(process.title, ctx.lang), rehearsal: false },
      place: ctx.places.name(placeKey, ctx.lang),
      currency,
      ideas: figures.ideas.proposed,
      supports: figures.ideas.supports,
      turnout: figures.turnout,
      funded: figures.funded,
      done: figures.done,
      medianDays: median(figures.delivered.map((one) => one.days)),
      ...figures.money,
    })),
  }
}
