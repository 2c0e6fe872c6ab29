import { budgeting } from './budgeting.ts'
import type { Bench, Size } from './frame/bench.ts'
import { jsonLine, tableOf } from './frame/figure.ts'
import { loadNow, machineOf } from './frame/machine.ts'
import { withRoom } from './frame/room.ts'
import { ledger } from './ledger.ts'
import { openData } from './open-data.ts'
import { pages } from './pages.ts'
import { signing } from './signing.ts'
import { verifier } from './verifier.ts'

const benches: Bench[] = [pages, signing, ledger, verifier, budgeting, openData]
const words = process.argv.slice(2)
const bench = benches.find(({ name }) => name === words[0])
const options = words.slice(1)
const known = ['--json', '--quick', '--tiny']

if (!bench || options.some((word) => !known.includes(word))) {
  console.error(`npm run bench -- NAME [--json] [--quick]\nNAME is ${benches.map(({ name }) => name).join(', ')}.`)
  process.exitCode = 1
} else await measure(bench)

async function measure(bench: Bench): Promise<void> {
  const size: Size = options.includes('--tiny') ? 'tiny' : options.includes('--quick') ? 'quick' : 'full'
  const json = options.includes('--json')
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => stopped.abort(new Error(`stopped by ${signal}`)))
  const begun = performance.now()
  // Progress and machine beside the figures: standard output with --json holds figures alone.
  const tell = (line: string) =>
    console.error(`▸ ${((performance.now() - begun) / 1000).toFixed(0).padStart(3)} s, load ${loadNow()}: ${line}`)
  try {
    await withRoom({ size, stopped: stopped.signal, tell }, async (room) => {
      const machine = await machineOf(room.database.db)
      tell(`${bench.name} (${size}) on ${machine}`)
      const { figures, notes } = await bench.run(room)
      if (json) for (const figure of figures) console.log(jsonLine(figure))
      else console.log(`\n${machine}; size: ${size}\n\n${tableOf(figures)}\n\n${notes.join('\n')}`)
      tell('done')
    })
  } catch (error) {
    console.error(error)
    process.exitCode = stopped.signal.aborted ? 130 : 1
  }
}
