import { setTimeout as sleep } from 'node:timers/promises'
import { pageOf } from './browser.ts'
import { ConnectionPool } from './connection-pool.ts'
import type { Reading } from './readings.ts'

// The process of those who read. They ask at a constant rate, whatever becomes of those before.
process.on('message', async (reading: Reading) => {
  process.send?.(await read(reading))
})

async function read({ port, paths, rate, seconds }: Reading): Promise<{ times: number[]; failed: number }> {
  const pool = new ConnectionPool(port, pageOf(port))
  const times: number[] = []
  let failed = 0
  let under = 0
  const begun = performance.now()
  for (let nth = 0; nth < rate * seconds; nth++) {
    const intended = begun + (nth * 1000) / rate
    while (performance.now() < intended) await sleep(Math.max(1, intended - performance.now()))
    under += 1
    pool.send(paths[nth % paths.length] as string, (status) => {
      under -= 1
      if (status === 200) times.push(performance.now() - intended)
      else failed += 1
    })
  }
  const patience = performance.now() + 10_000
  while (under > 0 && performance.now() < patience) await sleep(10)
  pool.giveUp()
  pool.close()
  return { times, failed: failed + under }
}
