import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FetchOptions } from '#kernel/fetch/fetch-outside.ts'
import { isPublicAddress } from '#kernel/fetch/public-address.ts'

const LOCAL = '127.0.0.1'

/** A server of somebody else: each path answers what a test says. */
export interface OutsideServer {
  answers: Record<string, (reply: ServerResponse, request: IncomingMessage) => void>
  /** What was asked, oldest first. */
  asked: { path: string; headers: IncomingMessage['headers'] }[]
  /** As if it stood on the internet. */
  address(path: string): string
  /** For the code that asks it: names lead to this machine. */
  options: Pick<FetchOptions, 'permits' | 'resolve'>
  close(): void
}

export async function outsideServer(): Promise<OutsideServer> {
  const answers: OutsideServer['answers'] = {}
  const asked: OutsideServer['asked'] = []
  const server = createServer((request, reply) => {
    const path = request.url ?? ''
    asked.push({ path, headers: request.headers })
    const answer = answers[path] ?? answers[path.split('?')[0] as string]
    if (answer) answer(reply, request)
    else reply.writeHead(404).end('no')
  })
  await new Promise<void>((resolve) => server.listen(0, LOCAL, resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...{ answers, asked },
    address: (path) => `http://date.example:${port}${path}`,
    options: { permits: (address) => address === LOCAL || isPublicAddress(address), resolve: async () => [LOCAL] },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
