import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '#kernel/root.ts'
import { SourceFault } from '../fault.ts'
import type { Answer } from '../read-address.ts'
import type { Triple } from './triples.ts'

const SECONDS = 60
const HEAP_MB = 512

/** Reads RDF in a thread, with limits of time and memory: a document of another may be made to cost both. @throws SourceFault */
export function readRdfInThread({ text, contentType, url }: Answer): Promise<Triple[]> {
  const worker = new Worker(path.join(root, 'dist/rdf-reader.js'), {
    workerData: { text, contentType, base: url },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  const timeout = setTimeout(() => void worker.terminate(), SECONDS * 1000)
  const done = new Promise<Triple[]>((resolve, reject) => {
    const refuse = (why: string) => reject(new SourceFault('not-rdf', { url, why }))
    worker.once('message', (told: { triples: Triple[] } | { notRdf: string }) =>
      'triples' in told ? resolve(told.triples) : refuse(told.notRdf),
    )
    worker.once('error', (error) => refuse(String(error).slice(0, 200)))
    // After a message this changes nothing.
    worker.once('exit', () => refuse(`no end within ${SECONDS} s or ${HEAP_MB} MB`))
  })
  return done.finally(() => {
    clearTimeout(timeout)
    void worker.terminate()
  })
}
