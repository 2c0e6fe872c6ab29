import type { Part } from '#kernel/module.ts'
import { countChangesJob } from './count-changes.ts'
import { endpoints } from './endpoints.ts'

export const versions: Part = {
  endpoints,
  jobs: [countChangesJob],
}
