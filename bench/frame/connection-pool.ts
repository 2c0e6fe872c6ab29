import { connect, type Socket } from 'node:net'
import { AnswerReader } from './answer-reader.ts'

/** Told the status; null when the connection was lost before an answer, 'unsent' when there never was a connection for it. */
type Answered = (status: number | null | 'unsent') => void

/** Connections at most, as many as a reverse proxy may hold open; who comes when all are busy waits for one. */
const MOST = 4_000

/** One for all connections: what is read is looked at before the next is read. */
const received = Buffer.alloc(64 * 1024)

/**
 * Sends requests over connections kept alive, each from its own address of 127/8. Written on sockets, and of an answer only the status
 * and the length are looked at: an HTTP client of Node takes as much of the two cores as the server that it should measure.
 */
export class ConnectionPool {
  readonly port: number
  private readonly headOf: (path: string) => string
  private readonly idle: Connection[] = []
  private readonly all = new Set<Connection>()
  /** Who waits for a connection, from `next` on. An array that is shifted is copied each time once it is long. */
  private waiting: { path: string; answered: Answered }[] = []
  private next = 0
  private opened = 0

  /** @param headOf all of a request without a body, for its path */
  constructor(port: number, headOf: (path: string) => string) {
    this.port = port
    this.headOf = headOf
  }

  send(path: string, answered: Answered): void {
    const connection = this.idle.pop() ?? (this.all.size < MOST ? this.open() : undefined)
    if (connection) connection.send(this.headOf(path), answered)
    else this.waiting.push({ path, answered })
  }

  /** Nobody waits any longer for an answer. */
  giveUp(): void {
    const unsent = this.waiting.slice(this.next)
    this.waiting = []
    this.next = 0
    for (const connection of this.all) if (connection.busy) connection.destroy()
    for (const { answered } of unsent) answered('unsent')
  }

  close(): void {
    for (const connection of this.all) connection.destroy()
  }

  private open(): Connection {
    const connection = new Connection(this.port, this.opened++, {
      free: () => {
        const next = this.waiting[this.next++]
        if (next) return connection.send(this.headOf(next.path), next.answered)
        this.waiting = []
        this.next = 0
        this.idle.push(connection)
      },
      gone: () => {
        this.all.delete(connection)
        const at = this.idle.indexOf(connection)
        if (at >= 0) this.idle.splice(at, 1)
      },
    })
    this.all.add(connection)
    return connection
  }
}

class Connection {
  private readonly socket: Socket
  private readonly on: { free(): void; gone(): void }
  private readonly answers = new AnswerReader()
  private answered: Answered | null = null

  constructor(port: number, nth: number, on: { free(): void; gone(): void }) {
    this.on = on
    const localAddress = `127.${16 + (nth % 200)}.${(nth >> 8) % 256}.${1 + (nth % 250)}`
    const onread = { buffer: received, callback: (bytes: number) => this.read(bytes) }
    this.socket = connect({ host: '127.0.0.1', port, localAddress, noDelay: true, onread })
    this.socket.on('error', () => {})
    this.socket.on('close', () => {
      on.gone()
      this.answer(null)
    })
  }

  get busy(): boolean {
    return this.answered !== null
  }

  send(head: string, answered: Answered): void {
    this.answered = answered
    this.socket.write(head, 'latin1')
  }

  destroy(): void {
    this.socket.destroy()
  }

  private read(bytes: number): true {
    const answer = this.answers.read(received.subarray(0, bytes))
    if (answer === 'broken') this.destroy()
    else if (answer) {
      this.answer(answer.status)
      if (answer.last) this.destroy()
      else this.on.free()
    }
    return true
  }

  private answer(status: number | null): void {
    const { answered } = this
    this.answered = null
    answered?.(status)
  }
}
