import { parentPort, workerData } from 'node:worker_threads'
import { openText } from '../../reading/open-text.ts'
import { TableScan } from './table-scan.ts'
import type { Scanned, ToScan } from './thread-scan.ts'

// A thread that searches one table and ends: a file of its own in `dist/`, see scripts/build.mjs.

const { file, sheet } = workerData as ToScan
const { table } = await openText(file.path, file.overrides)
const scan = new TableScan({ ...table, sheet })
for await (const _ of scan.watched().rows());
parentPort?.once('message', async (titles: string[]) => {
  const scanned: Scanned = { findings: await scan.findings(titles), broken: scan.broken }
  parentPort?.postMessage(scanned)
})
