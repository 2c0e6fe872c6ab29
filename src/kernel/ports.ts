import { createServer } from 'node:net'

export function isFree(port: number): Promise<boolean> {
  return listen(port).then(
    () => true,
    () => false,
  )
}

/** Whether this process may listen there, before minutes of work are done for it. @throws as the system says */
export async function tryListening(port: number, host: string): Promise<void> {
  await listen(port, host)
}

/** A port that nobody listened at a moment ago: for an address that must be known before its server listens. */
export function freePort(): Promise<number> {
  return listen(0)
}

function listen(port: number, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
