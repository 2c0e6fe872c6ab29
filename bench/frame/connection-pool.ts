import { connect, type Socket } from 'node:net'
import { AnswerReader } from './answer-reader.ts'

/** Told the status; null when the connection was lost before an answer. */
type Answered = (status: number | null) => void

/** Connections at most, as many as a reverse proxy may hold open; who comes when all are busy waits for one. */
const MOST = 4_000

/** One for all connections: what is read is looked at before the next is read. */
const received = Buffer.alloc(64 * 1024)

/**
 * Sends forms over connections kept alive, each from its own address of 127/8. Written on sockets, and of an answer only the status
 * and the length are looked at: an HTTP client of Node takes as much of the two cores as the server that it should measure.
 */
export class ConnectionPool {
  readonly port: number
  private readonly idle: Connection[] = []
  private readonly all = new Set<Connection>()
  /** Who waits for a connection, from `next` on. An array that is shifted is copied each time once it is long. */
  private waiting: { path: string; answered: Answered }[] = []
  private next = 0
  private opened = 0

  constructor(port: number) {
    this.port = port
  }

  post(path: string, answered: Answered): void {
    const connection = this.idle.pop() ?? (this.all.size < MOST ? this.open() : undefined)
    if (connection) connection.send(path, answered)
    else this.waiting.push({ path, answered })
  }

  /** Nobody waits any longer for an answer. */
  giveUp(): void {
    const unsent = this.waiting.slice(this.next)
    this.waiting = []
    this.next = 0
    for (const connection of this.all) if (connection.busy) connection.destroy()
    for (const { answered } of unsent) answered(null)
  }

  close(): void {
    for (const connection of this.all) connection.destroy()
  }

  private open(): Connection {
    const connection = new Connection(this.port, this.opened++, {
      free: () => {
        const next = this.waiting[this.next++]
        if (next) return connection.send(next.path, next.answered)
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
  private readonly head: string
  private readonly on: { free(): void; gone(): void }
  private readonly answers = new AnswerReader()
  private answered: Answered | null = null

  constructor(port: number, nth: number, on: { free(): void; gone(): void }) {
    this.on = on
    this.head = headers(port)
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

  send(path: string, answered: Answered): void {
    this.answered = answered
    this.socket.write(`POST ${path}${this.head}`, 'latin1')
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

let known: { port: number; head: string } | undefined

/** As a browser sends the form of the confirmation page: no field, no cookie. */
function headers(port: number): string {
  if (known?.port === port) return known.head
  const head = [
    ' HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    `origin: http://127.0.0.1:${port}`,
    'sec-fetch-site: same-origin',
    'sec-fetch-mode: navigate',
    'sec-fetch-dest: document',
    'user-agent: Mozilla/5.0 (Linux; Android 16; Mobile; rv:148.0) Gecko/148.0 Firefox/148.0',
    'accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'accept-language: ro-MD,ro;q=0.9,ru;q=0.7',
    'content-type: application/x-www-form-urlencoded',
    'content-length: 0',
    '\r\n',
  ].join('\r\n')
  known = { port, head }
  return head
}
