import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { readAssets } from '#kernel/assets.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { root } from '#kernel/root.ts'
import { ballotScripts } from './ledger-entries.ts'
import { anyKeyOpen } from './store.ts'

/** What the pages of an anonymous vote load. */
const LOADED = ['punte.js', 'tokens.js']

export interface Script {
  /** On this site. */
  path: string
  /** Hexadecimal, as `sha256sum` says it. */
  sha256: string
}

let known: Script[] | null = null

/** The programs that this process serves; they do not change while it runs. */
export function scriptsServed(): Script[] {
  known ??= LOADED.map((name) => {
    const built = path.join(root, 'dist/assets')
    const served = readAssets(path.join(built, 'manifest.json'))[name]
    if (!served) throw new Error(`${name} was not built`)
    const bytes = readFileSync(path.join(built, path.basename(served)))
    return { path: served, sha256: createHash('sha256').update(bytes).digest('hex') }
  })
  return known
}

/** Tells the public log which programs the pages of anonymous votes load, where it was told of others or of none. */
export async function tellScripts({ timeZone }: Pick<Services, 'timeZone'>, tx: Tx, now: Date): Promise<void> {
  const scripts = scriptsServed()
  const day = dayOf(now, timeZone)
  const { rows } = await sql`
    INSERT INTO budgeting.ballot_scripts (scripts, told_on) VALUES (${JSON.stringify(scripts)}::jsonb, ${day})
    ON CONFLICT (one) DO UPDATE SET scripts = EXCLUDED.scripts, told_on = EXCLUDED.told_on
    WHERE ballot_scripts.scripts <> EXCLUDED.scripts RETURNING told_on`.execute(tx)
  if (rows.length > 0) appendEntries(tx, [ballotScripts(scripts, day)], now)
}

/** While an anonymous vote goes on, a new version of the programs does not go untold. Safe to repeat. */
export async function watchScripts(services: Services): Promise<void> {
  if (!(await anyKeyOpen(services.db))) return
  await transact(services.db, (tx) => tellScripts(services, tx, services.clock.now()))
}

/** The programs that are served, and since when the log names these very ones; null while it does not. */
export async function scriptsTold(db: Db): Promise<{ scripts: Script[]; toldOn: PlainDay | null }> {
  const scripts = scriptsServed()
  const { rows } = await sql<{ toldOn: PlainDay }>`
    SELECT told_on AS "toldOn" FROM budgeting.ballot_scripts WHERE scripts = ${JSON.stringify(scripts)}::jsonb`.execute(
    db,
  )
  return { scripts, toldOn: rows[0]?.toldOn ?? null }
}
