/** What the client uses of it; the package has no types of its own. */
declare module 'autocannon' {
  interface Request {
    method: 'GET'
    path: string
    headers: Record<string, string>
  }
  interface Instance extends Promise<unknown> {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): this
    /** No answer: a connection that broke, or a timeout. */
    on(event: 'reqError', listener: (failure: Error) => void): this
  }
  export default function autocannon(options: {
    url: string
    connections: number
    /** Seconds. */
    duration: number
    /** Milliseconds between looks at what came and whether the time is over. */
    sampleInt: number
    headers: Record<string, string>
    setupClient(client: { setRequests(requests: Request[]): void }): void
  }): Instance
}
