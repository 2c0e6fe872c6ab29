import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'

/** What an act needs that a person or a clock may set off: a WriteContext has it, and a job makes it. */
export type ActContext = Services & { tx: Tx; now: Date }
