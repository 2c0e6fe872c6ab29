import type { Fault } from './fault.ts'

export const restartDatabase: Fault = {
  name: 'restart-database',
  async strike({ site: { postgres } }) {
    const pid = await postgres.shutDown()
    await postgres.start()
    return `server ${pid} shut down and started`
  },
}
