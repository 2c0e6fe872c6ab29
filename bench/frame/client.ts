import autocannon from 'autocannon'

export interface Load {
  origin: string
  /** For each connection the paths that it asks for, one after the other, from the beginning again at the end. */
  paths: string[][]
  headers: Record<string, string>
  /** Of load before anything is counted: compilers and caches become warm. */
  warmSeconds: number
  seconds: number
}

export interface LoadResult {
  requestsPerSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  requests: number
  /** Answers other than 200, errors and timeouts. */
  failed: number
  /** What failed, each with how often. */
  failures: Record<string, number>
}

/** The program that makes the load, in a process of its own. Each connection is kept alive and asks anew when it is answered. */
process.on('message', async (load: Load) => {
  let { paths } = load
  if (load.warmSeconds > 0) {
    const { requests } = await run(load, load.warmSeconds)
    // What was asked for is not asked for again before the end of the list: it would come from a copy.
    const asked = Math.ceil(requests / paths.length)
    paths = paths.map((list) => [...list.slice(asked % list.length), ...list.slice(0, asked % list.length)])
  }
  process.send?.(await run({ ...load, paths }, load.seconds))
})

async function run(load: Load, seconds: number): Promise<LoadResult> {
  const times: number[] = []
  let next = 0
  const failures: Record<string, number> = {}
  const fail = (what: string) => {
    failures[what] = (failures[what] ?? 0) + 1
  }
  const begun = performance.now()
  let last = begun
  const instance = autocannon({
    url: load.origin,
    connections: load.paths.length,
    duration: seconds,
    // It looks this often whether its time is over, in milliseconds: once a second unless told.
    sampleInt: Math.min(1_000, seconds * 1_000),
    headers: load.headers,
    setupClient: (client) => {
      const paths = load.paths[next++ % load.paths.length] as string[]
      client.setRequests(paths.map((path) => ({ method: 'GET', path, headers: load.headers })))
    },
  })
  instance.on('response', (_client, status, _bytes, milliseconds) => {
    if (status !== 200) fail(`status ${status}`)
    times.push(milliseconds)
    last = performance.now()
  })
  instance.on('reqError', (failure: Error) => fail(failure.message))
  await instance
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    requestsPerSecond: times.length / ((last - begun) / 1000),
    p50: at(0.5),
    p99: at(0.99),
    requests: times.length,
    failed: Object.values(failures).reduce((sum, n) => sum + n, 0),
    failures,
  }
}
