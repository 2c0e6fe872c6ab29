import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalJson, type Json } from '#commons/ledger/canonical-json.ts'
import { formatNote, signText } from '#commons/ledger/signed-note.ts'
import type { TestApp } from './app.ts'
import { publicLog, serveSite } from './public-log.ts'
import { runProgram } from './verifying.ts'

export type LogEntry = { kind: string; process: number; [field: string]: any }

/** What is otherwise than the site's own log and replies. */
export interface Changes {
  change?: (entries: LogEntry[]) => void
  reply?: (path: string, reply: any) => void
  /** Lines of a promise that the log's key signed. */
  promise?: string[]
}

/** What the program says of the site whose log and replies were changed. */
export async function recountBudgets(app: TestApp, entries: readonly LogEntry[], options: Changes, ...words: string[]) {
  const changed = structuredClone(entries) as LogEntry[]
  options.change?.(changed)
  const log = publicLog()
  log.append(changed.map((entry) => Buffer.from(canonicalJson(entry as Json))))
  const site = await serveSite(log, () => ({}))
  site.intercept = (path, response, request) => {
    if (path.startsWith('/assets/')) {
      app.get(path, { 'accept-encoding': 'identity' }).then(({ statusCode, rawPayload }) => {
        response.writeHead(statusCode).end(rawPayload)
      })
      return true
    }
    if (!path.startsWith('/api/')) return false
    app.get(request.url as string).then((reply) => {
      const body = reply.statusCode === 200 ? reply.json() : null
      if (body) options.reply?.(path, body)
      response.writeHead(reply.statusCode).end(JSON.stringify(body))
    })
    return true
  }
  const folder = mkdtempSync(join(tmpdir(), 'punte-promise-'))
  try {
    if (options.promise) {
      const text = `${['punte-ballot-promise/v1', log.signer.name, ...options.promise].join('\n')}\n`
      writeFileSync(join(folder, 'promise'), formatNote(text, [signText(text, log.signer)]))
      words.push('--promise', join(folder, 'promise'))
    }
    const { code, output, errors } = await runProgram('punte-recount-budget.mjs', site.url, ...words, '--settle', '0')
    assert.equal(errors, '')
    return { code, output, said: words.includes('--json') ? JSON.parse(output) : null }
  } finally {
    await site.close()
    rmSync(folder, { recursive: true })
  }
}
