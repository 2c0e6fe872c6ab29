import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '#kernel/root.ts'

export interface RunningWitness {
  child: ChildProcess
  url: string
  port: number
  /** As it prints it. */
  vkey: string
  kill(signal: NodeJS.Signals): Promise<void>
}

/**
 * Starts `witness/punte-witness.mjs`, by the Node that npm runs on where there is one: a witness must need no newer one than 20.
 *
 * @param place folder of its state, and the file that lists the logs
 * @throws Error with what it said, where it does not start
 */
export async function startWitness(place: {
  state: string
  list: string
  port?: number | undefined
}): Promise<RunningWitness> {
  const node = process.env.npm_node_execpath ?? process.execPath
  const { state, list } = place
  const words = ['--name', 'witness.example/w1', '--logs', list, '--state', state, '--port', String(place.port ?? 0)]
  const child = spawn(node, [join(root, 'witness/punte-witness.mjs'), ...words])
  let said = ''
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk
      if (/^witness .*\n/m.test(said)) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    closed.then(() => reject(new Error(said)))
  })
  const port = Number(said.match(/:(\d+)\n/)?.[1])
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    port,
    vkey: said.match(/^witness \S+ (\S+)$/m)?.[1] as string,
    kill: async (signal) => {
      child.kill(signal)
      await closed
    },
  }
}
