import { drawLot } from '../../counting/lot.ts'
import type { Choice } from '../../vote/choice.ts'
import { type Counted, countEnvelopes, type ToCount } from '../count-envelope.ts'
import type { ResultView } from '../replies.ts'

/** What a recount of one envelope says beside what was published. */
export interface Recounted {
  position: number
  name: string
  selected: string[]
  cost: number
  same: boolean
}

interface Published {
  result: ResultView
  csv: string
  paper: string[][]
}

/** SHA-256 as browsers have it. */
const sha256 = async (bytes: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))

/**
 * Counts a published vote again, with the code that counted it on the server, from nothing but what everybody can download.
 * @param published the public result, the public list of ballots, and what is marked on each valid ballot of paper
 * @param tell hears which envelope is counted next, from 1
 */
export async function recount(
  { result, csv, paper }: Published,
  tell: (counting: { name: string; at: number; of: number }) => void = () => {},
): Promise<Recounted[]> {
  const names = result.envelopes.map(({ name }) => name)
  const outcomes = countEnvelopes(await toCountOf(result, csv, paper), (at) =>
    tell({ name: names[at] as string, at: at + 1, of: names.length }),
  )
  return result.envelopes.map(({ position, name, projects, outcome, cost }, at) => {
    const own = outcomes[at] as Counted
    const published = (outcome as Counted).selected
    const funded = projects.filter((one) => one.funded).map(({ number }) => String(number))
    const votes = projects.every(({ number, why, votes }) => why === 'void' || own.votes[number] === votes)
    const same =
      own.selected.join() === published.join() &&
      [...own.selected].sort().join() === funded.sort().join() &&
      own.cost === cost &&
      votes
    return { position, name, selected: own.selected, cost: own.cost, same }
  })
}

async function toCountOf({ envelopes, lot, tie }: ResultView, csv: string, paper: string[][]): Promise<ToCount[]> {
  if (!lot) throw new Error('the result names no lot')
  const all = envelopes.flatMap(({ projects }) => projects)
  const order = await drawLot(
    all.map(({ number }) => String(number)),
    lot,
    sha256,
  )
  const ballots = choicesIn(
    marksIn(csv, paper),
    envelopes.length,
    new Map(envelopes.flatMap((one, at) => one.projects.map(({ number }) => [number, at]))),
  )
  return envelopes.map(({ position, amount, received, ballotKind, maxPicks, leftovers, rule, ...one }, at) => ({
    envelope: {
      position,
      amount: amount - received,
      ballotKind,
      maxPicks,
      leftovers,
      rule,
      parameters: one.parameters as ToCount['envelope']['parameters'],
    },
    // As the server has them: by number, without those that were taken off.
    projects: one.projects.filter(({ why }) => why !== 'void').toSorted((a, b) => a.number - b.number),
    exclusive: one.exclusive,
    ballots: ballots[at] as Choice[],
    tie: { criteria: tie, lot: order },
  }))
}

/** What is marked on each ballot: those of the list, then those of paper, which have no codes and so no place in it. */
function* marksIn(csv: string, paper: string[][]): Generator<string[]> {
  // The first line names the columns: commitment, nonce, projects, and others after them. None holds a comma.
  for (let from = csv.indexOf('\r\n') + 2; from > 1 && from < csv.length; ) {
    const found = csv.indexOf('\r\n', from)
    const end = found < 0 ? csv.length : found
    const third = csv.indexOf(',', csv.indexOf(',', from) + 1) + 1
    const fourth = csv.indexOf(',', third)
    const marks = csv.slice(third, fourth < 0 || fourth > end ? end : fourth)
    yield marks === '' ? [] : marks.split(' ')
    from = end + 2
  }
  yield* paper
}

/** Choices by envelope, in the order of the ballots. @param envelopes how many, also empty ones @param envelopeOf index of the envelope of each project */
function choicesIn(marked: Iterable<string[]>, envelopes: number, envelopeOf: Map<number, number>): Choice[][] {
  const ballots: (number | [number, number])[][][] = Array.from({ length: envelopes }, () => [])
  for (const marks of marked) {
    const begun: number[] = []
    for (const mark of marks) {
      const number = Number.parseInt(mark, 10)
      const at = envelopeOf.get(number)
      if (at === undefined) throw new Error(`a ballot names project ${number}, which is not there`)
      const own = ballots[at] as (number | [number, number])[][]
      if (!begun.includes(at)) {
        begun.push(at)
        own.push([])
      }
      const points = mark.indexOf(':')
      own.at(-1)?.push(points < 0 ? number : [number, Number(mark.slice(points + 1))])
    }
  }
  return ballots as Choice[][]
}
