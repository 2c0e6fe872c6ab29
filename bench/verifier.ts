import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '#kernel/root.ts'
import { type PublicLog, petitionView, publicLog, serveSite } from '#test/public-log.ts'
import { act, confirmed, published } from '#test/verifying.ts'
import type { Bench, Size } from './frame/bench.ts'

const sizes: Record<Size, number> = { full: 1_000_000, quick: 100_000, tiny: 3_000 }
/** Seconds that a million entries may take on one core. */
const SECONDS = 60
const PETITIONS = 50
/** One signature in so many is taken back. */
const WITHDRAWN = 20
const AT_ONCE = 50_000

/** How long an outsider's program needs for a whole log. What is asked for, and why so, is in docs/performance.md. */
export const verifier: Bench = {
  name: 'verifier',
  async run(room) {
    const entries = sizes[room.size]
    const log = publicLog()
    const shown = fill(log, entries)
    room.tell(`a log of ${log.edge.size} entries, ${log.files.size} files`)
    const site = await serveSite(log, () => shown)
    try {
      const { code, output, cpu, wall } = await verify(site.url)
      if (code !== 0) throw new Error(`the log is not proved: ${output.slice(0, 500)}`)
      const allowed = (SECONDS * entries) / sizes.full
      const bar = { ratio: 1, atLeast: false }
      return {
        figures: [
          { figure: 'verifier.core-seconds', ours: cpu, baseline: allowed, unit: 's', bar },
          { figure: 'verifier.rate', ours: entries / cpu, baseline: sizes.full / SECONDS, unit: 'entries/s' },
        ],
        notes: [
          `${entries} entries of ${PETITIONS} petitions proved in ${cpu.toFixed(1)} s of a core (all threads together), ${wall.toFixed(1)} s by the clock.`,
        ],
      }
    } finally {
      await site.close()
    }
  },
}

/** @returns what the site shows of each petition */
function fill(log: PublicLog, entries: number): Record<number, unknown> {
  const counts = new Map<number, number>()
  log.append(Array.from({ length: PETITIONS }, (_, at) => published(at + 1)))
  for (let made = PETITIONS; made < entries; ) {
    const part = Array.from({ length: Math.min(AT_ONCE, entries - made) }, (_, at) => {
      const n = made + at
      const takenBack = n % WITHDRAWN === 0 && n > 10 * PETITIONS
      // The signature that is taken back is one of the same petition that is not itself such an entry.
      const signature = takenBack ? n - PETITIONS + 1 : n
      const petition = 1 + (signature % PETITIONS)
      counts.set(petition, (counts.get(petition) ?? 0) + (takenBack ? -1 : 1))
      return takenBack ? act('withdrawn', petition, signature) : confirmed(petition, n)
    })
    log.append(part)
    made += part.length
  }
  return Object.fromEntries(
    Array.from({ length: PETITIONS }, (_, at) => [at + 1, petitionView({ email: counts.get(at + 1) ?? 0 })]),
  )
}

/** Seconds of the processor are told by the program's own process when it ends, with every thread of it. */
const TELL_CPU =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();console.error("cpu",user+system)})'

async function verify(url: string): Promise<{ code: number | null; output: string; cpu: number; wall: number }> {
  const node = process.env.npm_node_execpath ?? process.execPath
  const begun = performance.now()
  const words = ['--import', TELL_CPU, join(root, 'verifier/punte-verify.mjs'), url, '--json', '--settle', '0']
  const child = spawn(node, words)
  let [output, errors] = ['', '']
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  const cpu = Number(/cpu (\d+)/.exec(errors)?.[1]) / 1e6
  return { code, output: output + errors, cpu, wall: (performance.now() - begun) / 1000 }
}
