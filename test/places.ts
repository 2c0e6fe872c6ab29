import { sql } from 'kysely'
import type { TestApp } from './app.ts'

/** As a new edition of the jurisdiction's data would call it in Romanian. */
export async function renamePlace(app: TestApp, key: string, name: string): Promise<void> {
  await sql`UPDATE places.place SET name = name || jsonb_build_object('ro', ${name}::text) WHERE key = ${key}`.execute(
    app.services.db,
  )
}
