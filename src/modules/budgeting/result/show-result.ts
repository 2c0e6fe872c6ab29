import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { showRounds } from '#commons/processes/again/show-rounds.ts'
import { ownProcess } from '#commons/processes/own-process.ts'
import { phaseWith } from '#commons/processes/store.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { envelopesToHold } from '../again/store.ts'
import { type Budget, type Envelope, type Project, tieMethods } from '../budget.ts'
import { changedSinceVote } from '../delivery/store.ts'
import { isEvaluated } from '../evaluation/store.ts'
import { excludingSets } from '../exclusive.ts'
import { ideaPath } from '../idea.ts'
import { titleIn } from '../names.ts'
import { paperSettled } from '../paper/finish-paper.ts'
import { countPaperBallots } from '../paper/store.ts'
import { channelsOf, turnoutOf } from '../paper/turnout.ts'
import { processRef } from '../process-ref.ts'
import { readMark } from '../recount/read-mark.ts'
import { budgetOf, envelopesOf, placesOfProjects, projectsOf } from '../store.ts'
import { voteOf } from '../vote/show-ballot.ts'
import { countBallots } from '../vote/store.ts'
import { checkpointFor } from './count-votes.ts'
import { runResults } from './permissions.ts'
import type { ResultDeskView, ResultEnvelope, ResultView } from './replies.ts'
import { type ResultRow, resultsOf } from './store.ts'

/** The result as everybody reads it: what is funded, what is not and why, and what it rests on. */
export async function showResult(ctx: Context, { number }: { number: number }): Promise<ResultView> {
  const { process, phase } = await voteOf(ctx, number)
  const budget = await budgetOf(ctx.db, process.id)
  const [envelopes, projects, results, ballots, places, evaluated, mark] = await Promise.all([
    envelopesOf(ctx.db, process.id),
    projectsOf(ctx.db, process.id),
    resultsOf(ctx.db, process.id),
    countBallots(ctx.db, process.id),
    placesOfProjects(ctx.db, process.id),
    isEvaluated(ctx.db, process.id),
    readMark(ctx.db, process.id, 'vote', budget.countedAt ?? phase.closedAt),
  ])
  const sets = excludingSets(budget.exclusive, projects)
  const onPaper = await countPaperBallots(ctx.db, process.id)
  const shown = budget.resultState === 'none' || budget.resultState === 'annulled' ? [] : results
  return {
    process: processRef(ctx, process),
    cancelled: process.state === 'cancelled' ? process.endReason : null,
    currency: budget.currency,
    state: budget.resultState,
    voteClosed: phase.closedAt !== null,
    ballots: ballots + onPaper,
    paperBallots: onPaper,
    channels: phase.closedAt && !process.rehearsal ? await channelsOf(ctx.db, process.id) : null,
    turnout: await turnoutOf(ctx.db, process.id),
    countedAt: budget.countedAt?.toISOString() ?? null,
    contestUntil: budget.contestUntil,
    contestRuns: contestRuns(ctx, budget),
    organisation: { slug: process.organisation.slug, name: inLang(process.organisation.name, ctx.lang) },
    protocolAt: budget.protocolAt?.toISOString() ?? null,
    decision:
      budget.decisionNumber && budget.decisionOn ? { number: budget.decisionNumber, on: budget.decisionOn } : null,
    sinceVote: await changedSinceVote(ctx.db, process.id),
    annulledReason: budget.annulledReason,
    rounds: await showRounds(ctx, process),
    lot: budget.lotDice && budget.lotCheckpoint ? { dice: budget.lotDice, checkpoint: budget.lotCheckpoint } : null,
    envelopes: shown.map((result) =>
      envelopeResult(
        ctx,
        envelopes.find(({ position }) => position === result.envelope) as Envelope,
        projects,
        sets,
        result,
      ),
    ),
    areas: areasOf(ctx, projects, places, shown),
    tie: [...tieMethods[budget.tie]],
    listsBallots: budget.listsBallots,
    evaluated,
    mark,
  }
}

/** The last day to contest belongs to them; before the count there is none. */
const contestRuns = (ctx: Context, { contestUntil }: Budget) =>
  contestUntil !== null && dayOf(ctx.now, ctx.timeZone) <= contestUntil

function envelopeResult(
  ctx: Context,
  envelope: Envelope,
  all: Project[],
  sets: number[][],
  { ballots, outcome, annulledReason, again }: ResultRow,
): ResultEnvelope {
  const projects = all.filter((project) => project.envelope === envelope.position)
  const byId = new Map(projects.map((project) => [String(project.number), project]))
  const named = (id: string) => {
    const project = byId.get(id)
    return project ? titleIn(project, ctx.lang) : { title: id, lang: ctx.lang }
  }
  const titled = (id: string) => named(id).title
  const rounds = new Map(outcome.rounds.map((round) => [round.project, round]))
  const reasons = new Map(outcome.unfunded.map((reason) => [reason.project, reason]))
  return {
    position: envelope.position,
    annulled: annulledReason === null ? null : { reason: annulledReason, again },
    name: inLang(envelope.name, ctx.lang),
    amount: envelope.amount + (outcome.received ?? 0),
    received: outcome.received ?? 0,
    place: ctx.places.name(envelope.placeKey, ctx.lang),
    ballotKind: envelope.ballotKind,
    maxPicks: envelope.maxPicks,
    leftovers: envelope.leftovers,
    exclusive: sets.filter((set) => projects.some(({ number }) => set.includes(number))),
    parameters: envelope.parameters,
    cost: outcome.cost,
    rule: envelope.rule,
    compared: outcome.shares?.compared ?? null,
    ballots,
    excluded: outcome.metrics.excluded,
    meanWinners: outcome.metrics.meanWinners,
    spread: outcome.spread ?? [],
    projects: projects
      .map((project) => {
        const id = String(project.number)
        const round = rounds.get(id)
        const reason = reasons.get(id)
        return {
          number: project.number,
          ...titleIn(project, ctx.lang),
          path: ideaPath(project.idea),
          cost: project.cost,
          votes: outcome.votes[id] ?? 0,
          score: outcome.scores?.[id] ?? null,
          funded: outcome.selected.includes(id),
          effectiveSupport: round?.effectiveSupport ?? reason?.effectiveSupport ?? null,
          why: project.voidAt ? ('void' as const) : (reason?.why ?? null),
          missing: reason?.missing ?? null,
        }
      })
      .sort(
        (a, b) =>
          Number(b.funded) - Number(a.funded) ||
          (b.score ?? b.votes) - (a.score ?? a.votes) ||
          b.votes - a.votes ||
          a.number - b.number,
      ),
    rounds: outcome.rounds.map(({ project, step, effectiveSupport, runnerUp }) => ({
      project: titled(project),
      lang: named(project).lang,
      step,
      effectiveSupport,
      runnerUp: runnerUp && titled(runnerUp),
    })),
    ties: outcome.ties.map(({ projects, chosen, by }) => ({
      projects: projects.map(titled),
      chosen: titled(chosen),
      by,
    })),
    outcome,
  }
}

/** What was funded where, by place; only where projects lie in several. */
function areasOf(ctx: Context, projects: Project[], places: Map<number, string>, results: ResultRow[]) {
  const standing = results.filter(({ annulledReason }) => annulledReason === null)
  const won = new Set(standing.flatMap(({ outcome }) => outcome.selected.map(Number)))
  const byPlace = Map.groupBy(
    projects.filter(({ voidAt }) => !voidAt),
    ({ number }) => places.get(number) ?? '',
  )
  if (results.length === 0 || byPlace.size < 2) return []
  return [...byPlace]
    .map(([key, all]) => {
      const funded = all.filter(({ number }) => won.has(number))
      return {
        place: ctx.places.name(key, ctx.lang),
        funded: funded.length,
        listed: all.length,
        cost: funded.reduce((sum, { cost }) => sum + cost, 0),
      }
    })
    .sort((a, b) => b.cost - a.cost || a.place.localeCompare(b.place, ctx.lang))
}

/** What the officer does next with the result. */
export async function showResultDesk(ctx: Context, { number }: { number: number }): Promise<ResultDeskView> {
  const { process } = await ownProcess(ctx, number, runResults)
  const [budget, phase, envelopes, results] = await Promise.all([
    budgetOf(ctx.db, process.id),
    phaseWith(ctx.db, process.id, 'budgeting.vote'),
    envelopesOf(ctx.db, process.id),
    resultsOf(ctx.db, process.id),
  ])
  const paper = await paperSettled(ctx.db, process.id)
  return {
    process: processRef(ctx, process),
    cancelled: process.state === 'cancelled' ? process.endReason : null,
    state: budget.resultState,
    voteClosed: phase?.closedAt != null,
    paperWaits: !paper.settled,
    published: (await checkpointFor(ctx.db, number, budget)) !== null,
    contestUntil: budget.contestUntil,
    thrown: budget.lotDice,
    contestRuns: contestRuns(ctx, budget),
    today: dayOf(ctx.now, ctx.timeZone),
    envelopes: envelopes.map(({ position, name }) => ({
      position,
      name: inLang(name, ctx.lang),
      annulled: results.find(({ envelope }) => envelope === position)?.annulledReason ?? null,
    })),
    annulledReason: budget.resultState === 'annulled' ? budget.annulledReason : null,
    toHold: process.state !== 'cancelled' && (await envelopesToHold(ctx.db, budget)).length > 0,
    rounds: await showRounds(ctx, process),
  }
}
