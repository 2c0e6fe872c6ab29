import { parentPort, workerData } from 'node:worker_threads'
import type { RawTable } from '../../raw-table.ts'
import { openText } from '../../reading/open-text.ts'
import { TableScan } from './table-scan.ts'
import type { Scanned } from './thread-scan.ts'

// A thread that searches one table and ends: a file of its own in `dist/`, see scripts/build.mjs.

const { path, overrides } = workerData as NonNullable<RawTable['file']>
const { table } = await openText(path, overrides)
const scan = new TableScan(table)
for await (const _ of scan.watched().rows());
parentPort?.once('message', async (titles: string[]) => {
  const scanned: Scanned = { findings: await scan.findings(titles), broken: scan.broken }
  parentPort?.postMessage(scanned)
})
