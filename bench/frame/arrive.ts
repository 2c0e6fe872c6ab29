import { openSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Arrived, Crowd } from './arrivals.ts'
import { formTo } from './browser.ts'
import { ConnectionPool } from './connection-pool.ts'
import { benchToken } from './tokens.ts'

// The process that sends. What it writes down as acknowledged was acknowledged, whatever happens to the server afterwards.
const file = openSync(process.argv[2] as string, 'a')
let fresh = 0
/** Who was refused or never sent: they are among the next arrivals, so the seeded requests suffice. */
const comeAgain: number[] = []
let pool: ConnectionPool | undefined

process.on('message', async (crowd: Crowd) => {
  process.send?.(await arrive(crowd))
})

async function arrive({ port, rate, warmSeconds, seconds }: Crowd): Promise<Arrived> {
  if (pool?.port !== port) {
    pool?.close()
    pool = new ConnectionPool(port, formTo(port))
  }
  const sender = pool
  const counts = { sent: 0, acknowledged: 0, refused: 0, failed: 0, unknown: 0, unsent: 0 }
  const times: number[] = []
  let lines = ''
  let missing = false
  let under = 0
  const begun = performance.now()
  const [from, until] = [begun + warmSeconds * 1000, begun + (warmSeconds + seconds) * 1000]

  const send = (intended: number) => {
    const n = comeAgain.pop() ?? fresh++
    const token = benchToken(n)
    const counted = intended >= from
    if (counted) counts.sent += 1
    under += 1
    sender.send(`/ro/signatures/${token}/confirmation`, (status) => {
      under -= 1
      const now = performance.now()
      if (status === 303) {
        lines += `${token}\n`
        if (now >= from && now < until) counts.acknowledged += 1
        if (counted) times.push(now - intended)
        return
      }
      if (status === 503 || status === 'unsent') comeAgain.push(n)
      // Expired or unknown: there was no such request.
      if (status === 410) missing = true
      if (counted) counts[whatBecame(status)] += 1
    })
  }

  // All that is due is sent at each turn; a turn that comes late sends more, and its delay counts as waiting.
  for (let nth = 0; ; ) {
    const now = Math.min(performance.now(), until)
    for (let due = begun + (nth * 1000) / rate; due < now; due = begun + (++nth * 1000) / rate) send(due)
    if (lines) {
      writeSync(file, lines)
      lines = ''
    }
    if (now === until) break
    await sleep(1)
  }
  const late = Math.max(0, performance.now() - until)
  const patience = performance.now() + 10_000
  while (under > 0 && performance.now() < patience) await sleep(20)
  if (under > 0) sender.giveUp()
  writeSync(file, lines)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    offered: counts.sent / (seconds + late / 1000),
    acknowledged: counts.acknowledged / seconds,
    p50: at(0.5),
    p99: at(0.99),
    refused: counts.refused,
    failed: counts.failed,
    unknown: counts.unknown,
    unsent: counts.unsent,
    exhausted: missing,
  }
}

function whatBecame(status: number | null | 'unsent'): 'refused' | 'failed' | 'unknown' | 'unsent' {
  if (status === 'unsent') return 'unsent'
  if (status === null) return 'unknown'
  return status === 503 ? 'refused' : 'failed'
}
