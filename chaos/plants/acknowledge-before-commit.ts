import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { killWeb } from '../faults/kill-web.ts'
import type { Plant } from './plant.ts'

/** Between clients and web stands something that says "done" first and passes the act on afterwards. */
export const acknowledgeBeforeCommit: Plant = {
  name: 'acknowledge-before-commit',
  foundBy: ['ok-once', 'provable'],
  faults: [killWeb],
  async begin({ site, clients }) {
    const server = createServer((asked, answer) => {
      asked.resume()
      asked.once('end', () => {
        answer.end('{}')
        const headers = { 'content-type': 'application/json', 'content-length': 2 }
        request(`${site.origin}${asked.url}`, { method: 'POST', headers }, (passed) => passed.resume())
          .on('error', () => undefined)
          .end('{}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    clients.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    // What nobody was sent is acknowledged too, and would be found without any fault.
    clients.strangers = false
    return async () => {
      server.closeAllConnections()
      server.close()
    }
  },
}
