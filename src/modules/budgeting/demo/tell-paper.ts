import { sameNumbers } from '#commons/demo/same-numbers.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Viewer } from '#kernel/http/context.ts'
import { beginBatch, readBatch, signBatch } from '../paper/count-batch.ts'
import { finishPaper } from '../paper/finish-paper.ts'
import type { Way } from '../paper/paper.ts'
import { printRun } from '../paper/print-run.ts'
import { drawSheets, recheckPaper } from '../paper/recheck.ts'
import { addHanded, addSpoiled, batchesOf } from '../paper/store.ts'
import { budgetOf, projectsOf } from '../store.ts'
import type { Past } from './past.ts'

const PRINTED = 60
const HANDED: Record<Way, number> = { counter: 38, assisted: 3, home: 6 }
const BOXES = [
  { kind: 'box', label: 'Primăria, ghișeul 2', sheets: 40 },
  { kind: 'home', label: 'Urna mobilă', sheets: 6 },
] as const
/** A few come to the counter, some with a helper, some are visited at home. @param closed days ago of the close, as in all of these */
export async function tellHanded(past: Past, { id, number }: Process, officer: Viewer, closed: number): Promise<void> {
  await past.act(closed + 16, officer, 'ro', (ctx) => printRun(ctx, number, { ballots: PRINTED }))
  for (const [way, ballots] of Object.entries(HANDED))
    await past.happen(closed + 10, (tx) => addHanded(tx, id, past.day(closed + 10), way as Way, ballots))
  await past.happen(closed + 10, (tx) => addSpoiled(tx, id))
}

/**
 * After the close two officers read the boxes; one sheet they read differently, and look again.
 *
 * @returns what stood on the sheets, by batch
 */
export async function tellPaper(
  past: Past,
  process: Process,
  one: Viewer,
  other: Viewer,
  closed: number,
): Promise<Map<number, string[]>> {
  const { number } = process
  const typed = new Map<number, string[]>()
  const numbers = (await projectsOf(past.services.db, process.id)).map((project) => project.number)
  const random = sameNumbers(number * 104_729)
  const pick = () => numbers[Math.floor(random() * numbers.length)] as number
  for (const [at, box] of BOXES.entries()) {
    const sheets = Array.from({ length: box.sheets }, (_, sheet) =>
      sheet === 11 ? '0' : sheet === 23 ? 'x' : [...new Set([pick(), pick(), pick()])].join(' '),
    )
    typed.set(at + 1, sheets)
    const ref = await past.act(closed, one, 'ro', (ctx) => beginBatch(ctx, number, box))
    const read = (by: Viewer, lines: string[]) =>
      past.act(closed, by, 'ro', (ctx) => readBatch(ctx, ref, { sheets: lines.join('\n') }))
    await read(one, sheets)
    await read(other, at === 0 ? ['0', ...sheets.slice(1)] : sheets)
    if (at === 0) await read(other, [sheets[0] as string])
    for (const by of [one, other]) await past.act(closed, by, 'ro', (ctx) => signBatch(ctx, ref))
  }
  const unused = PRINTED - 1 - Object.values(HANDED).reduce((sum, many) => sum + many, 0)
  await past.act(closed, one, 'ro', (ctx) => finishPaper(ctx, number, { unused, leftWhy: null, allOpened: true }))
  return typed
}

/** Sheets that the lot drew are read once more. */
export async function tellRecheck(
  past: Past,
  { id, number }: Process,
  officer: Viewer,
  typed: Map<number, string[]>,
  closed: number,
): Promise<void> {
  await past.act(closed - 2, officer, 'ro', async (ctx) => {
    const { lotDice, lotCheckpoint } = await budgetOf(ctx.tx, id)
    const drawn = drawSheets(await batchesOf(ctx.tx, id), {
      dice: lotDice as string,
      checkpoint: lotCheckpoint as string,
    })
    const lines = drawn.map(({ batch, sheet }) => typed.get(batch)?.[sheet - 1] as string)
    await recheckPaper(ctx, number, { sheets: lines.join('\n') })
  })
}
