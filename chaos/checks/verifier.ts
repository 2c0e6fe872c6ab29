import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '#kernel/root.ts'
import type { Check } from './check.ts'

const run = promisify(execFile)

/** The program that outsiders have, from the first checkpoint that was kept. It must find alone what the other checks find with the database. */
export const verifier: Check = {
  name: 'verifier',
  says: 'punte-verify.mjs proves every count from outside',
  async run({ origin, checkpoints, folder }) {
    const since = join(folder, 'first-checkpoint')
    await writeFile(since, checkpoints[0] ?? '')
    const words = [origin, '--json', '--settle', '10', ...(checkpoints[0] ? ['--since', since] : [])]
    const report = await run(process.execPath, [join(root, 'verifier/punte-verify.mjs'), ...words], {
      maxBuffer: 64 * 2 ** 20,
    }).catch((error: { stdout?: string; stderr?: string }) => error)
    const said = JSON.parse(report.stdout || '{}') as Said
    if (said.proved && said.log) return { looked: said.log.size, wrong: [] }
    const wrong = [
      ...(said.refused ? [said.refused.message] : []),
      ...(said.problems ?? []).map(({ index, text }) => `entry ${index} ${text}`),
      ...(said.petitions ?? []).flatMap(({ petition, differences }) =>
        differences.map((text) => `petition ${petition}: ${text}`),
      ),
    ]
    return { looked: said.log?.size ?? 0, wrong: wrong.length > 0 ? wrong : [`no verdict: ${report.stderr}`] }
  },
}

interface Said {
  proved?: boolean
  refused?: { message: string } | null
  log?: { size: number } | null
  problems?: { index: number; text: string }[]
  petitions?: { petition: number; differences: string[] }[]
}
