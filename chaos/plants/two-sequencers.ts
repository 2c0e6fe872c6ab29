import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { formatCheckpoint } from '#commons/ledger/checkpoint.ts'
import { identityOf } from '#commons/ledger/ledger.ts'
import { formatNote, signText } from '#commons/ledger/signed-note.ts'
import { readEntries } from '#commons/ledger/store.ts'
import { emptyEdge, growTree } from '#commons/ledger/tiles.ts'
import type { Plant } from './plant.ts'

/**
 * A second sequencer with the same key signs what it believes, without asking whether another has signed: it has seen an entry of a
 * transaction that was rolled back in the end. A balancer leads some readers to it.
 */
export const twoSequencers: Plant = {
  name: 'two-sequencers',
  foundBy: ['consistent'],
  faults: [],
  entries: 60,
  async begin({ services, reader }) {
    let edge = growTree(emptyEdge, []).edge
    let read = 0
    let note = ''
    const sign = async () => {
      const log = await identityOf(services.db, services.ledger)
      const entries = await readEntries(services.db, read, 10_000)
      if (!log || entries.length === 0) return
      const rolledBack = read === 0 ? [Buffer.from('{"kind":"petitions.closed","rolledBack":true}')] : []
      read += entries.length
      const grown = growTree(edge, [...entries.map(({ body }) => body), ...rolledBack])
      edge = grown.edge
      const text = formatCheckpoint({ origin: log.origin, size: edge.size, root: grown.root })
      note = formatNote(text, [signText(text, log.signer)])
    }
    const server = createServer(async (_, answer) => {
      await sign().catch(() => undefined)
      answer.writeHead(note ? 200 : 404).end(note)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    reader.origins.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    return async () => {
      reader.origins.pop()
      server.closeAllConnections()
      server.close()
    }
  },
}
