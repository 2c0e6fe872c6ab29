import { connect, type Socket } from 'node:net'

/** Told the status; null when the connection was lost before an answer. */
type Answered = (status: number | null) => void

/** Connections at most, as many as a reverse proxy may hold open; who comes when all are busy waits for one. */
const MOST = 4_000

/**
 * Sends forms over connections kept alive, each from its own address of 127/8. Written on sockets: an HTTP client of Node
 * takes as much of the two cores as the server that it should measure.
 */
export class ConnectionPool {
  readonly port: number
  private readonly idle: Connection[] = []
  private readonly all = new Set<Connection>()
  private waiting: { path: string; answered: Answered }[] = []

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
    const unsent = this.waiting.splice(0)
    for (const connection of this.all) if (connection.busy) connection.destroy()
    for (const { answered } of unsent) answered(null)
  }

  close(): void {
    for (const connection of this.all) connection.destroy()
  }

  private open(): Connection {
    const connection = new Connection(this.port, this.all.size, {
      free: () => {
        const next = this.waiting.shift()
        if (next) connection.send(next.path, next.answered)
        else this.idle.push(connection)
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
  private answered: Answered | null = null
  private received = ''

  constructor(port: number, nth: number, on: { free(): void; gone(): void }) {
    this.on = on
    this.head = headers(port)
    const localAddress = `127.${16 + (nth % 200)}.${nth >> 8}.${1 + (nth % 250)}`
    this.socket = connect({ host: '127.0.0.1', port, localAddress, noDelay: true })
    this.socket.setEncoding('latin1')
    this.socket.on('data', (text) => this.read(text as unknown as string))
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
    this.socket.write(`POST ${path}${this.head}`)
  }

  destroy(): void {
    this.socket.destroy()
  }

  /** Every answer here has a length; one without it is as good as a lost connection. */
  private read(text: string): void {
    this.received += text
    const end = this.received.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.received.slice(0, end).toLowerCase()
    const length = Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1] ?? Number.NaN)
    if (Number.isNaN(length)) this.destroy()
    if (!(this.received.length >= end + 4 + length)) return
    this.received = ''
    this.answer(Number(head.slice(9, 12)))
    if (/\r\nconnection: close/.test(head)) this.destroy()
    else this.on.free()
  }

  private answer(status: number | null): void {
    const { answered } = this
    this.answered = null
    answered?.(status)
  }
}

/** As a browser sends the form of the confirmation page: no field, no cookie. */
function headers(port: number): string {
  return [
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
}
