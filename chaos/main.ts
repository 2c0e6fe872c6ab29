import { parseArgs } from 'node:util'
import { withRoom } from '../bench/frame/room.ts'
import { faults, shortFaults } from './faults.ts'
import { type CheckResult, inWords, isClean, type Report, table } from './frame/report.ts'
import type { Plant } from './plants/plant.ts'
import { plants } from './plants.ts'
import { type Course, runCourse } from './run.ts'

const USAGE = `npm run chaos [-- --short] [-- --json] [-- --plant NAME | --planted]
--short --plant NAME plants it after the checks, and checks again; only what needs nothing before. NAME is ${plants.map(({ name }) => name).join(', ')}.`
/** Between two faults: long enough that people sign and a checkpoint is made. */
const CALM_MS = 4_000
const SHORT_CALM_MS = 1_500
const ROUNDS = 3

const stopped = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => stopped.abort(new Error(`stopped by ${signal}`)))
const begun = performance.now()

try {
  process.exitCode = (await run()) ? 0 : 1
} catch (error) {
  console.error(error)
  process.exitCode = stopped.signal.aborted ? 130 : 1
}

async function run(): Promise<boolean> {
  const asked = words()
  const plant = plants.find(({ name }) => name === asked?.plant)
  const needsMore = plant && (plant.begin || plant.faults.length > 0)
  if (!asked || (asked.plant !== undefined && !plant) || (asked.short && needsMore)) {
    console.error(USAGE)
    return false
  }
  if (asked.planted) return findAll(asked.json)
  const rounds = Array.from({ length: ROUNDS }, () => faults).flat()
  const course: Course = asked.short
    ? { faults: shortFaults, calmMs: SHORT_CALM_MS, afterwards: plant }
    : plant
      ? planted(plant)
      : { faults: rounds, calmMs: CALM_MS }
  const report = await inRoom(course)
  console.log(asked.json ? JSON.stringify({ whole: isClean(report), ...report }) : `\n${inWords(report)}`)
  const judged = report.planted ?? report.checks
  if (plant) tell(foundInWords(plant, judged))
  return isClean(report) && isClean({ checks: judged })
}

function words() {
  try {
    const boolean = { type: 'boolean', default: false } as const
    return parseArgs({
      options: { short: boolean, json: boolean, planted: boolean, plant: { type: 'string' } },
    }).values
  } catch {
    return undefined
  }
}

/** Each planted fault in an installation of its own. */
async function findAll(json: boolean): Promise<boolean> {
  const rows: string[][] = []
  let all = true
  for (const plant of plants) {
    const report = await inRoom(planted(plant))
    const found = isFound(plant, report.checks)
    all &&= found
    tell(foundInWords(plant, report.checks))
    rows.push([
      plant.name,
      plant.foundBy.join(', '),
      foundBy(report.checks).join(', ') || 'none',
      found ? 'found' : 'NOT FOUND',
    ])
    if (!found) console.error(inWords(report))
  }
  if (json) console.log(JSON.stringify(rows.map(([name, must, by, verdict]) => ({ name, must, by, verdict }))))
  else console.log(`\n${table(['planted', 'must be found by', 'found by', 'verdict'], rows)}`)
  return all
}

function planted(plant: Plant): Course {
  return { faults: plant.faults, calmMs: SHORT_CALM_MS, plant }
}

function inRoom(course: Course): Promise<Report> {
  if (course.plant) tell(`planting ${course.plant.name}`)
  return withRoom({ size: 'full', stopped: stopped.signal, tell }, (room) => runCourse(room, course, stopped.signal))
}

function foundBy(checks: CheckResult[]): string[] {
  return checks.filter(({ wrong }) => wrong.length > 0).map(({ name }) => name)
}

/** By every check that is meant for it: found by another one only, it would be found by accident. */
function isFound(plant: Plant, checks: CheckResult[]): boolean {
  return plant.foundBy.every((name) => foundBy(checks).includes(name))
}

function foundInWords(plant: Plant, checks: CheckResult[]): string {
  return `${plant.name}: ${isFound(plant, checks) ? 'found' : 'NOT found'} by ${foundBy(checks).join(', ') || 'no check'}`
}

function tell(line: string): void {
  console.error(`▸ ${((performance.now() - begun) / 1000).toFixed(0).padStart(3)} s: ${line}`)
}
