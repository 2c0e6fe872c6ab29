import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '#kernel/database/embedded-postgres.ts'

/** The PostgreSQL of a run: its processes are known by the data folder, in which each of them works. */
export class Postgres {
  private readonly folder: string
  private readonly data: string

  /** @param folder that it was started on @param data its data folder, as it says itself */
  constructor(folder: string, data: string) {
    this.folder = folder
    this.data = data
  }

  /** Every process at once gone, as when the machine loses power. @returns how many there were */
  async killAll(): Promise<number> {
    const killed = new Set<number>()
    for (let left = await this.processes(); left.length > 0; left = await this.processes()) {
      for (const pid of left) {
        killed.add(pid)
        process.kill(pid, 'SIGKILL')
      }
      await sleep(20)
    }
    return killed.size
  }

  /** Ended in order: open transactions are rolled back. @returns number of its first process */
  async shutDown(): Promise<number> {
    const [pid] = (await readFile(join(this.data, 'postmaster.pid'), 'utf8')).split('\n')
    process.kill(Number(pid), 'SIGINT')
    while ((await this.processes()).length > 0) await sleep(50)
    return Number(pid)
  }

  /** Started on the same folder and port, it recovers first. It ends with the room that it was begun in. */
  async start(): Promise<void> {
    await startEmbedded({ dataDir: this.folder, log: () => undefined })
  }

  private async processes(): Promise<number[]> {
    const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const places = await Promise.all(numbers.map((number) => readlink(`/proc/${number}/cwd`).catch(() => '')))
    return numbers.filter((_, at) => places[at] === this.data).map(Number)
  }
}
