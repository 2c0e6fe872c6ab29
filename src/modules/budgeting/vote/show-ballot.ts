import { createHmac } from 'node:crypto'
import { type Person, personOf } from '#commons/access/permit.ts'
import { promiseOf, receiptOf } from '#commons/ledger/entry-promise.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { homeChoices } from '#commons/places/choices.ts'
import { showRounds } from '#commons/processes/again/show-rounds.ts'
import { levelIsEnough } from '#commons/processes/eligible.ts'
import { type Phase, type Process, standingOf, takesActs } from '#commons/processes/process.ts'
import { rollOf } from '#commons/processes/roll/store.ts'
import { findPublicPhase } from '#commons/processes/store.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { wrongCursor } from '#kernel/http/cursor.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type Envelope, kindsOf, type Project, tieMethods } from '../budget.ts'
import { excludingSets } from '../exclusive.ts'
import { ideaPath } from '../idea.ts'
import { titleIn } from '../names.ts'
import { chosenRule } from '../offered-rules.ts'
import { countPaperBallots, runsOf } from '../paper/store.ts'
import { channelsOf, turnoutOf } from '../paper/turnout.ts'
import { processRef } from '../process-ref.ts'
import { readMark } from '../recount/read-mark.ts'
import { budgetOf, envelopesOf, placesOfProjects, projectsOf } from '../store.ts'
import { castPromises } from './cast-promise.ts'
import { chosenIn, marksOf, numbersIn, type Picks } from './choice.ts'
import { areListed, wasGivenUp, wereOpened } from './open-ballots.ts'
import type { BallotList, BallotView, Declared, MyBallotView, ProjectList } from './replies.ts'
import { type BallotRow, ballotsAfter, countBallots, standingBallots } from './store.ts'
import { voterKeys } from './voter-keys.ts'

const PAGE = 100

/** What stands on the ballot, by number, with the rule that will count it. */
export async function listProjects(ctx: Context, { number }: { number: number }): Promise<ProjectList> {
  const { process, phase } = await voteOf(ctx, number)
  const budget = await budgetOf(ctx.db, process.id)
  return {
    ...(await paper(ctx, process, phase)),
    turnout: await turnoutOf(ctx.db, process.id),
    channels: phase.closedAt && !process.rehearsal ? await channelsOf(ctx.db, process.id) : null,
    paper: (await runsOf(ctx.db, process.id)).length > 0,
    tie: [...tieMethods[budget.tie]],
    fixedAt: budget.fixedAt?.toISOString() ?? null,
    opened: wereOpened(process, phase),
    mark: await readMark(ctx.db, process.id, 'vote', phase.closedAt),
  }
}

/** The ballot paper of the person who asks. Who they are is asked after the vote was found: views of made-up numbers are not counted. */
export async function showBallot(ctx: Context, { number }: { number: number }): Promise<BallotView> {
  const { process, phase } = await voteOf(ctx, number)
  const person = personOf(ctx)
  const keys = await voterKeys(ctx, ctx.db, process, person.accountId)
  const [[standing = null], behind, printed, { ballots }, envelopes] = await Promise.all([
    standingBallots(ctx.db, process.id, keys),
    personBehind(ctx.db, person.accountId),
    paper(ctx, process, phase),
    budgetOf(ctx.db, process.id),
    envelopesOf(ctx.db, process.id),
  ])
  return {
    ...printed,
    ...(await declaredOf(ctx, process, person, behind.placeKey)),
    byToken: ballots === 'token',
    // First places draw votes: each person has an order of their own, and keeps it.
    envelopes: printed.envelopes.map((envelope) => ({
      ...envelope,
      projects: envelope.projects.toSorted((a, b) =>
        drawn(keys.voterKey, a.number).compare(drawn(keys.voterKey, b.number)),
      ),
    })),
    chosen: standing ? marksOf(standing.picks, envelopes) : [],
    hasVoted: standing !== null,
  }
}

/** Who may vote, for the form in which a person declares it. */
export async function declaredOf(
  ctx: Context,
  process: Process,
  person: Person,
  place: string | null,
): Promise<Declared> {
  return {
    minAge: process.minAge,
    residentsOnly: process.residentsOnly,
    asksAge: (await budgetOf(ctx.db, process.id)).asksAge,
    levelNeeded: process.level,
    levelEnough: levelIsEnough(process, person),
    rollSource: (await rollOf(ctx.db, process.id))?.source ?? 'declared',
    place,
    places: homeChoices(ctx, { chosen: place }),
  }
}

/** What the person who asks has cast, and where it stands in the public log. */
export async function showMyBallot(ctx: Context, { number }: { number: number }): Promise<MyBallotView> {
  const { process, phase } = await voteOf(ctx, number)
  const ballot = await ownBallot(ctx, process)
  const [projects, envelopes, budget, promise] = await Promise.all([
    projectsOf(ctx.db, process.id),
    envelopesOf(ctx.db, process.id),
    budgetOf(ctx.db, process.id),
    castPromises(ctx.db, ctx),
  ])
  return {
    process: processRef(ctx, process),
    byToken: budget.ballots === 'token',
    closesOn: phase.closesOn,
    standing: standingOf(phase),
    mayChange: takesActs(phase, dayOf(ctx.now, ctx.timeZone)),
    opened: wereOpened(process, phase) && budget.listsBallots,
    givenUp: wasGivenUp(process, phase),
    rounds: await showRounds(ctx, process),
    listsBallots: budget.listsBallots,
    currency: budget.currency,
    ballot: ballot && {
      castAt: ballot.castAt.toISOString(),
      seq: ballot.seq,
      commitment: ballot.commitment.toString('base64url'),
      nonce: ballot.nonce.toString('base64url'),
      ...saidOf(ctx, ballot.picks, envelopes, projects),
      entry: await promiseOf(ctx, ballot.commitment),
      promise: promise(number, ballot.commitment, ballot.castAt),
    },
  }
}

/** The receipt of the person's ballot. */
export async function sendBallotProof(ctx: Context, { number }: { number: number }): Promise<ResourceReply> {
  const { process } = await voteOf(ctx, number)
  const ballot = await ownBallot(ctx, process)
  if (!ballot) throw new NotFound()
  const { index, body } = await receiptOf(ctx, ballot.commitment)
  return { body, fileName: `punte-vote-${number}-${index}.tlog-proof` }
}

/** Ballots that counted, in the order of their commitments; none before the vote is over, nor of one that was given up. */
export async function listBallots(
  ctx: Context,
  { number }: { number: number },
  query: { after: string | null; code: string | null },
): Promise<BallotList> {
  const { process, phase } = await voteOf(ctx, number)
  const opened = await areListed(ctx.db, process, phase)
  const [{ ballots, listsBallots }, envelopes] = await Promise.all([
    budgetOf(ctx.db, process.id),
    envelopesOf(ctx.db, process.id),
  ])
  const code = opened ? query.code : null
  const among = code === null ? undefined : beginningWith(code)
  const after = query.after ? commitmentIn(query.after) : null
  const rows = opened && among !== null ? await ballotsAfter(ctx.db, process.id, after, PAGE + 1, among) : []
  const shown = rows.slice(0, PAGE)
  return {
    process: processRef(ctx, process),
    rounds: await showRounds(ctx, process),
    kinds: kindsOf(envelopes),
    onPaper: await countPaperBallots(ctx.db, process.id),
    opened,
    closesOn: phase.closesOn,
    standing: standingOf(phase),
    givenUp: wasGivenUp(process, phase),
    byToken: ballots === 'token',
    items: shown.map(({ commitment, nonce, picks, token }) => ({
      commitment: commitment.toString('base64url'),
      nonce: nonce.toString('base64url'),
      picks: chosenIn(picks),
      marks: marksOf(picks, envelopes),
      pk: token?.pk.toString('base64url') ?? null,
    })),
    listsBallots,
    total: await countBallots(ctx.db, process.id),
    code,
    mark: await readMark(ctx.db, process.id, 'vote', phase.closedAt),
    next: rows.length > PAGE ? (shown.at(-1)?.commitment.toString('base64url') ?? null) : null,
  }
}

/** A public process that votes, with its vote. @throws NotFound */
export const voteOf = (ctx: Context, number: number) => findPublicPhase(ctx.db, number, 'budgeting.vote')

export async function paper(ctx: Context, process: Process, phase: Phase) {
  const [{ currency, exclusive, listsBallots }, envelopes, projects, places] = await Promise.all([
    budgetOf(ctx.db, process.id),
    envelopesOf(ctx.db, process.id),
    projectsOf(ctx.db, process.id),
    placesOfProjects(ctx.db, process.id),
  ])
  return {
    process: processRef(ctx, process),
    currency,
    opensOn: phase.opensOn,
    closesOn: phase.closesOn,
    standing: standingOf(phase),
    givenUp: wasGivenUp(process, phase),
    exclusive: excludingSets(exclusive, projects),
    listsBallots,
    envelopes: envelopes.map((envelope) => ({
      position: envelope.position,
      name: inLang(envelope.name, ctx.lang),
      place: ctx.places.name(envelope.placeKey, ctx.lang),
      amount: envelope.amount,
      ballotKind: envelope.ballotKind,
      minPicks: envelope.minPicks,
      maxPicks: envelope.maxPicks,
      points: envelope.points,
      maxPoints: envelope.maxPoints,
      rule: envelope.rule,
      minimum: envelope.parameters.minimum?.score ?? null,
      comparison: chosenRule(envelope.parameters).comparison,
      leftovers: envelope.leftovers,
      projects: projects
        .filter((project) => project.envelope === envelope.position)
        .map((project) => ({
          number: project.number,
          ...titleIn(project, ctx.lang),
          cost: project.cost,
          path: ideaPath(project.idea),
          place: ctx.places.name(places.get(project.number) ?? envelope.placeKey, ctx.lang),
          void: project.voidReason,
        })),
    })),
  }
}

async function ownBallot(ctx: Context, process: Process): Promise<BallotRow | null> {
  const keys = await voterKeys(ctx, ctx.db, process, personOf(ctx).accountId)
  const [standing = null] = await standingBallots(ctx.db, process.id, keys)
  return standing
}

/** What a ballot says, in words: the best first where it ranks. */
function saidOf(ctx: Context, picks: Picks, envelopes: Envelope[], projects: Project[]) {
  const byNumber = new Map(projects.map((project) => [project.number, project]))
  const costOf = (numbers: number[]) => numbers.reduce((sum, number) => sum + (byNumber.get(number)?.cost ?? 0), 0)
  return {
    picks: envelopes.flatMap(({ position, name, ballotKind }) =>
      (picks[position] ?? []).map((one, at) => {
        const [number, points] = typeof one === 'number' ? [one, null] : one
        const project = byNumber.get(number) as Project
        const place = ballotKind === 'ranking' ? at + 1 : null
        return {
          number,
          ...titleIn(project, ctx.lang),
          envelope: inLang(name, ctx.lang),
          points,
          place,
          void: project.voidReason,
        }
      }),
    ),
    spending: envelopes.flatMap(({ position, name, ballotKind, amount }) =>
      ballotKind === 'knapsack' && picks[position]
        ? [{ envelope: inLang(name, ctx.lang), cost: costOf(numbersIn(picks[position])), amount }]
        : [],
    ),
  }
}

function drawn(key: Buffer, project: number): Buffer {
  return createHmac('sha256', key).update(`order ${project}`).digest()
}

function commitmentIn(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== 32) throw wrongCursor()
  return bytes
}

/** The first and the last commitment that is written with this at its beginning, in base64url; null where none can be. */
function beginningWith(code: string): { from: Buffer; to: Buffer } | null {
  if (!/^[\w-]{1,43}$/.test(code)) return null
  return { from: Buffer.from(code.padEnd(43, 'A'), 'base64url'), to: Buffer.from(code.padEnd(43, '_'), 'base64url') }
}
