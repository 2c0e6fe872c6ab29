import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { addOne } from '#modules/budgeting/counting/add-one.ts'
import { type Election, electionOf } from '#modules/budgeting/counting/election.ts'
import { textbookAddOne, textbookShares } from '#modules/budgeting/counting/textbook/equal-shares.ts'
import { type TieOrder, tieOrder } from '#modules/budgeting/counting/ties.ts'
import { pbElection } from '#modules/budgeting/pabulib/pb-election.ts'
import { readPb } from '#modules/budgeting/pabulib/read-pb.ts'
import { measureBallots } from './ballots/measure-ballots.ts'
import { asPb } from './budgeting/as-pb.ts'
import { drawElection, largest } from './budgeting/draw-election.ts'
import { onePass } from './budgeting/one-pass.ts'
import { recountInBrowser } from './budgeting/recount-in-browser.ts'
import type { Bench, Room, Size } from './frame/bench.ts'

const run = promisify(execFile)

const sizes: Record<Size, { drawn: typeof largest; times: number; files: boolean }> = {
  full: { drawn: largest, times: 9, files: true },
  quick: { drawn: { voters: 20_000, projects: 200, approvals: 70_000, budget: 3_000_000 }, times: 5, files: true },
  tiny: { drawn: { voters: 500, projects: 20, approvals: 1_500, budget: 300_000 }, times: 2, files: false },
}

const SECONDS = 0.5
const MEMORY = 300_000_000
const PARSED = 30
const IN_BROWSER = 2
const options = { increment: 1, stop: 'overrun', start: 'exact' } as const

/** How fast votes are counted and files are read. What is asked for, and why so, is in docs/performance.md. */
export const budgeting: Bench = {
  name: 'budgeting',
  async run(room) {
    const { drawn, times, files } = sizes[room.size]
    const given = drawElection(drawn)
    const election = electionOf(given)
    const floor = best(times * 3, () => onePass(election))
    // From ballots as they were cast: putting equal ones together is part of the work.
    const counted = best(times, () => addOneOf(electionOf(given)))
    room.tell(`add1: ${counted.value.runs} runs, ${counted.seconds.toFixed(3)} s`)
    const textbook = textbookSeconds(room, election, counted.value)
    const text = asPb(given)
    const parsed = best(times * 3, () => pbElection(readPb(text)))
    const megabytes = Buffer.byteLength(text) / 1e6
    const memory = await peakMemory(room, text)
    const rate = (seconds: number) => drawn.approvals / seconds
    const browser = await recountInBrowser(given, times)
    room.tell(
      `in the browser: ${browser.seconds.toFixed(2)} s, ${browser.counting.toFixed(2)} s of it to read and count`,
    )
    const ballots = await measureBallots(room)
    return {
      figures: [
        {
          figure: 'budgeting.add1-seconds',
          ours: counted.seconds,
          baseline: SECONDS,
          unit: 's',
          bar: { ratio: 1, atLeast: false },
        },
        { figure: 'budgeting.vs-floor', ours: counted.seconds * 1000, baseline: floor.seconds * 1000, unit: 'ms' },
        {
          figure: 'budgeting.vs-textbook',
          ours: rate(counted.seconds),
          baseline: rate(textbook),
          unit: 'approvals/s',
          bar: { ratio: 20, atLeast: true },
        },
        {
          figure: 'budgeting.peak-memory',
          ours: memory,
          baseline: MEMORY,
          unit: 'bytes',
          bar: { ratio: 1, atLeast: false },
        },
        {
          figure: 'pabulib.parse',
          ours: megabytes / parsed.seconds,
          baseline: PARSED,
          unit: 'MB/s',
          bar: { ratio: 1, atLeast: true },
        },
        {
          figure: 'budgeting.recount-in-browser',
          ours: browser.seconds,
          baseline: IN_BROWSER,
          unit: 's',
          bar: { ratio: 1, atLeast: false },
        },
        ...ballots.figures,
      ],
      notes: [
        ...ballots.notes,
        `${drawn.voters} voters, ${drawn.projects} projects, ${drawn.approvals} approvals, ${election.ballots.voters.length} different ballots; ${counted.value.runs} runs; the file has ${megabytes.toFixed(1)} MB.`,
        `The recount in the browser loads a list of ${browser.megabytes.toFixed(1)} MB, unpacks it, and reads and counts it in ${browser.counting.toFixed(2)} s.`,
        ...(files ? countFiles(room, times) : []),
      ],
    }
  },
}

function addOneOf(election: Election) {
  return addOne(election, tiesOf(election), options)
}

function tiesOf(election: Election): TieOrder {
  const lot = election.projects.map(({ id }) => id)
  return tieOrder(election, { criteria: ['lower-cost', 'more-votes', 'lot'], lot })
}

/**
 * The fastest of several, in seconds of a core that this process was given: others may want the core meanwhile. Compiler and
 * collector are in it, so it is rather too much.
 */
function best<T>(times: number, work: () => T): { seconds: number; value: T } {
  let fastest: { seconds: number; value: T } | undefined
  for (let n = 0; n < times; n++) {
    const begun = process.cpuUsage()
    const value = work()
    const { user, system } = process.cpuUsage(begun)
    const seconds = (user + system) / 1e6
    if (!fastest || seconds < fastest.seconds) fastest = { seconds, value }
  }
  return fastest as { seconds: number; value: T }
}

/** All runs of the textbook would take minutes, so the first and the last stand for those between; they choose what ours choose. */
function textbookSeconds(room: Room, election: Election, ours: ReturnType<typeof addOne>): number {
  const count = textbookShares(election, tiesOf(election))
  const [first, last] = [ours.first, ours.money].map((money) => best(1, () => count(money))) as [
    { seconds: number; value: number[] },
    { seconds: number; value: number[] },
  ]
  const chosen = ours.course.rounds.map((round) => round.chosen)
  if (last.value.join() !== chosen.join()) throw new Error('the textbook chooses other projects')
  room.tell(`textbook: ${first.seconds.toFixed(2)} s for the first run, ${last.seconds.toFixed(2)} s for the last`)
  return ((first.seconds + last.seconds) / 2) * ours.runs
}

/** From the file to the outcome, in a process that does nothing else. @returns bytes */
async function peakMemory({ folder }: Room, text: string): Promise<number> {
  const path = join(folder, 'largest.pb')
  await writeFile(path, text)
  const { stdout } = await run(process.execPath, ['bench/budgeting/count-once.ts', path])
  return Number(stdout)
}

/** Real votes, where they lie beside the repository. @returns lines for the notes */
function countFiles(room: Room, times: number): string[] {
  const folder = join(process.cwd(), '../shared/data/pabulib')
  if (!existsSync(folder)) return ['There are no files of Pabulib beside the repository, so none was counted.']
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pb'))
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      const election = electionOf(pbElection(readPb(text)))
      const floor = best(times * 3, () => onePass(election))
      const ours = best(times, () => addOneOf(electionOf(pbElection(readPb(text)))))
      const book = best(1, () => textbookAddOne(election, tiesOf(election), 1))
      room.tell(`${name}: ${ours.seconds.toFixed(3)} s, textbook ${book.seconds.toFixed(2)} s`)
      const ms = (seconds: number) => (seconds * 1000).toFixed(3)
      return `- ${name}: ${ms(ours.seconds)} ms with reading, ${ours.value.runs} runs; one pass ${ms(floor.seconds)} ms; textbook ${ms(book.seconds)} ms, ${(book.seconds / ours.seconds).toFixed(0)} times as long`
    })
}
