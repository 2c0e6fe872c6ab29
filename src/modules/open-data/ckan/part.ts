import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { buildFiles } from './rows/build-files.ts'
import { publishRead } from './write/publish-read.ts'

export const ckan: Part = {
  endpoints,
  timers: [
    { name: 'open-data.publish-read', everySeconds: 3, run: publishRead },
    { name: 'open-data.build-files', everySeconds: 5, run: buildFiles },
  ],
}
