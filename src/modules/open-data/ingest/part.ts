import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { releaseData, uploadData } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { readForsaken, readWaitingJob } from './read-waiting.ts'
import { forgetUploadsJob } from './uploads/begin-upload.ts'

export const ingest: Part = {
  endpoints,
  ledgerEntries,
  personalData,
  permissions: [uploadData, releaseData],
  jobs: [readWaitingJob, forgetUploadsJob],
  timers: [{ name: 'open-data.read-forsaken', everySeconds: 15, run: readForsaken }],
}
