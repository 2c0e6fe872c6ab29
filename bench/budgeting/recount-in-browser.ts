import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { CURRENCY_UNIT } from '#modules/budgeting/budget.ts'
import { drawLot } from '#modules/budgeting/counting/lot.ts'
import { ruleOf } from '#modules/budgeting/offered-rules.ts'
import { countEnvelopes } from '#modules/budgeting/result/count-envelope.ts'
import { startBrowser } from '#test/browser.ts'
import type { Drawn } from './draw-election.ts'

const LOT = { dice: '16243516243516243516', checkpoint: '00'.repeat(32) }
const TIE = ['lower-cost', 'more-votes', 'lot'] as const

/**
 * A voter presses the button that counts a vote again in the browser: the list of ballots is loaded from this machine, taken apart and counted
 * by Equal Shares with add1. @returns the fastest of several, in seconds from the click to the answer, and of it reading and counting alone
 */
export async function recountInBrowser(
  given: Drawn,
  times: number,
): Promise<{ seconds: number; counting: number; megabytes: number }> {
  const { result, csv } = await published(given)
  const files = new Map([
    ['/result', ['application/json', gzipSync(result)] as const],
    ['/ballots.csv', ['text/csv; charset=utf-8', gzipSync(csv)] as const],
  ])
  const site = createServer((request, reply) => {
    const [type, body] = files.get(request.url ?? '') ?? pageOrScript(request.url ?? '')
    reply.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'no-store' }).end(body)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  const browser = await startBrowser(origin)
  let fastest = { seconds: Number.POSITIVE_INFINITY, counting: 0 }
  try {
    for (let n = 0; n < times; n++) {
      const { page, close } = await browser.openPages()
      await page.goto(`${origin}/`)
      const button = page.getByRole('button')
      await button.waitFor()
      const seconds = await page.evaluate(async () => {
        const said = document.querySelector('[role=status]') as HTMLElement
        const began = performance.now()
        const done = new Promise<number>((resolve) => {
          new MutationObserver(() => {
            if (/^(same|differs|failed)/.test(said.textContent ?? '')) resolve(performance.now() - began)
          }).observe(said, { childList: true, subtree: true })
        })
        ;(document.querySelector('punte-recount button') as HTMLElement).click()
        return (await done) / 1000
      })
      const words = await page.getByRole('status').textContent()
      const [, counting] = /^same ([\d.]+)$/.exec(words ?? '') ?? []
      if (!counting) throw new Error(`the browser counts something else: ${words}`)
      if (seconds < fastest.seconds) fastest = { seconds, counting: Number(counting) }
      await close()
    }
  } finally {
    await browser.close()
    site.close()
  }
  return { ...fastest, megabytes: csv.length / 1e6 }
}

/** What everybody can download of such a vote: the result, as far as a recount reads it, and the list of ballots. */
async function published({ projects, budget, cast }: Drawn) {
  const numbered = projects.map(({ id, cost }) => ({ number: Number(id), cost: cost * CURRENCY_UNIT, title: id }))
  const ballots = Array.from({ length: cast.start.length - 1 }, (_, v) =>
    Array.from(cast.project.subarray(cast.start[v], cast.start[v + 1]), (c) => c + 1).sort((a, b) => a - b),
  )
  const chosen = ruleOf({ rule: 'equalshares/add1', stop: 'overrun', comparison: 'none', minimum: null })
  const envelope = {
    position: 1,
    amount: budget * CURRENCY_UNIT,
    ballotKind: 'approval' as const,
    maxPicks: 10,
    leftovers: 'return' as const,
    ...chosen,
  }
  const lot = await drawLot(
    numbered.map(({ number }) => String(number)),
    LOT,
    async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)),
  )
  const [outcome] = countEnvelopes([
    { envelope, projects: numbered, exclusive: [], ballots, tie: { criteria: TIE, lot } },
  ])
  if (!outcome) throw new Error('nothing was counted')
  const rows = ballots.map(
    (marks, at) => `${String(at).padStart(43, 'c')},${String(at).padStart(43, 'n')},${marks.join(' ')}`,
  )
  return {
    csv: `commitment,nonce,picks\r\n${rows.join('\r\n')}\r\n`,
    result: JSON.stringify({
      lot: LOT,
      tie: TIE,
      envelopes: [
        {
          ...envelope,
          name: 'Tot bugetul',
          received: 0,
          cost: outcome.cost,
          exclusive: [],
          outcome,
          projects: numbered.map((one) => ({
            ...one,
            votes: outcome.votes[one.number],
            why: null,
            funded: outcome.selected.includes(String(one.number)),
          })),
        },
      ],
    }),
  }
}

function pageOrScript(url: string): [type: string, body: Buffer] {
  if (url.endsWith('.js')) return ['text/javascript', gzipSync(readFileSync(join(process.cwd(), 'dist', url)))]
  const assets = JSON.parse(readFileSync(join(process.cwd(), 'dist/assets/manifest.json'), 'utf8'))
  const page = `<!doctype html><html lang="en"><title>A vote</title><punte-recount worker="${assets['recount-worker.js']}" result="/result" ballots="/ballots.csv" start="Count" working="working" counting="counting" same="same %s" differs="differs" failed="failed"></punte-recount><script type="module" src="${assets['recount.js']}"></script></html>`
  return ['text/html; charset=utf-8', gzipSync(page)]
}
