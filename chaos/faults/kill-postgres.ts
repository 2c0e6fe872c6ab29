import type { Fault } from './fault.ts'

export const killPostgres: Fault = {
  name: 'kill-postgres',
  async strike({ site: { postgres } }) {
    const killed = await postgres.killAll()
    if (killed === 0) throw new Error('no process of PostgreSQL was found')
    await postgres.start()
    return `${killed} processes killed, recovered`
  },
}
