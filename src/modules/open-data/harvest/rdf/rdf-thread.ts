import { parentPort, workerData } from 'node:worker_threads'
import { type RdfText, readRdf } from './read-rdf.ts'
import { NotRdf } from './triples.ts'

/** A thread that reads one document and ends: a file of its own in `dist/`, see scripts/build.mjs. */
try {
  parentPort?.postMessage({ triples: await readRdf(workerData as RdfText) })
} catch (error) {
  if (!(error instanceof NotRdf)) throw error
  parentPort?.postMessage({ notRdf: error.message })
}
