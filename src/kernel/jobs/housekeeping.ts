import { sql } from 'kysely'
import { forgetChanges } from '#kernel/changes/read-changes.ts'
import { after } from '#kernel/clock.ts'
import { forgetUnusedFiles } from '#kernel/files/forget-unused.ts'
import { forgetOldTyped } from '#kernel/http/kept-form.ts'
import { forgetOldWindows } from '#kernel/http/limits.ts'
import { forgetSentMails } from '#kernel/mail/forget-sent.ts'
import type { Job } from './jobs.ts'

const KEY_HOURS = 48

/** What the kernel keeps only for a while. */
export const housekeeping: Job<never>[] = [
  {
    name: 'kernel.forget-limit-windows',
    schedule: '*/10 * * * *',
    repeat: 'deletes only windows that are over',
    run: ({ db, clock }) => forgetOldWindows(db, clock.now()),
  },
  {
    name: 'kernel.forget-kept-forms',
    schedule: '*/10 * * * *',
    repeat: 'deletes only what was typed more than 50 minutes ago by somebody who did not come back for it',
    run: ({ db, clock }) => forgetOldTyped(db, clock.now()),
  },
  {
    name: 'kernel.forget-changes',
    schedule: '*/10 * * * *',
    repeat: 'deletes only what was told more than an hour ago; no copy of a page is kept half as long',
    run: ({ db, clock }) => forgetChanges(db, clock.now()),
  },
  {
    name: 'kernel.forget-idempotency-keys',
    schedule: '17 * * * *',
    repeat: 'deletes only keys older than 48 hours, when nobody repeats the request any more',
    async run({ db, clock }) {
      const before = after(clock.now(), -KEY_HOURS * 3600)
      await sql`DELETE FROM kernel.idempotency_key WHERE created_at < ${before}`.execute(db)
    },
  },
  {
    name: 'kernel.forget-mails',
    schedule: '23 * * * *',
    repeat: 'deletes only mails that left, or were given up, more than 30 days ago; the demo keeps its last 200',
    run: forgetSentMails,
  },
  {
    name: 'kernel.forget-unused-files',
    schedule: '51 2 * * *',
    repeat: 'removes only files older than a day that no row names',
    run: forgetUnusedFiles,
  },
]
