import type { Fault } from './fault.ts'

export const killWeb: Fault = {
  name: 'kill-web',
  strike: async ({ site }) => `process ${await site.web.kill()} killed`,
}
