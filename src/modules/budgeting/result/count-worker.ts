import { parentPort, workerData } from 'node:worker_threads'
import { countEnvelope, type ToCount } from './count-envelope.ts'

// A thread of its own: a large count takes a processor for a moment, and pages must not wait for it.
parentPort?.postMessage((workerData as ToCount[]).map(countEnvelope))
