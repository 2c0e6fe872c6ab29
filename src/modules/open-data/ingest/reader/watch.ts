import { workerData } from 'node:worker_threads'
import { TOO_MUCH_MEMORY } from './protocol.ts'

// A thread of a process that reads files or answers questions, because the process itself may be busy with one endless line: it ends the
// process when whoever started it has gone, or when it takes more memory than it may.

const { parent, wholeMb, everyMs = 200 } = workerData as { parent: number; wholeMb: number; everyMs?: number }

look()
setInterval(look, everyMs)

function look(): void {
  // A process whose parent has gone is given another one.
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
  if (process.memoryUsage.rss() > wholeMb * 1024 * 1024) process.kill(process.pid, TOO_MUCH_MEMORY)
}
