import type { Job } from '#kernel/jobs/jobs.ts'
import { forgetReports } from './forget-reports.ts'
import { lapseOverdue } from './lapse-overdue.ts'
import { letStand } from './let-stand.ts'

export const lapse: Job = {
  name: 'petitions.lapse-moderation',
  schedule: '7 * * * *',
  run: (services) => lapseOverdue(services),
  repeat: 'an item that lapsed is closed, one that was escalated says so; both are read under a lock',
}

export const stand: Job = {
  name: 'petitions.let-refusals-stand',
  schedule: '17 * * * *',
  run: (services) => letStand(services),
  repeat: 'only refused petitions are moved, under a lock',
}

export const forget: Job = {
  name: 'petitions.forget-reports',
  schedule: '20 2 * * *',
  run: (services) => forgetReports(services),
  repeat: 'what was deleted is not found again',
}
