/** What a sender must know of an answer: its status, and whether the connection ends with it. */
export interface Answer {
  status: number
  last: boolean
}

const END = Buffer.from('\r\n\r\n')
const LENGTHS = ['\r\ncontent-length: ', '\r\nContent-Length: '].map((name) => Buffer.from(name))
const CLOSES = ['\r\nconnection: close', '\r\nConnection: close'].map((name) => Buffer.from(name))

/**
 * Finds the end of one answer after the other in what a connection receives. Every answer here has a length; one without it is as
 * good as a lost connection. Most come whole, and then nothing is copied.
 */
export class AnswerReader {
  private begun: Buffer | null = null
  private head: (Answer & { whole: number }) | null = null
  private got = 0

  /**
   * @param bytes read from the connection; may be written over afterwards
   * @returns the answer that they complete; null while it is not whole
   */
  read(bytes: Buffer): Answer | 'broken' | null {
    this.got += bytes.length
    if (!this.head) {
      const all = this.begun ? Buffer.concat([this.begun, bytes]) : bytes
      const end = all.indexOf(END)
      if (end < 0) {
        this.begun = Buffer.from(all)
        return null
      }
      const head = all.subarray(0, end)
      const length = lengthIn(head)
      if (length === null) return 'broken'
      this.head = {
        status: digits(head, 9, 12),
        last: CLOSES.some((one) => head.includes(one)),
        whole: end + 4 + length,
      }
    }
    const { whole, ...answer } = this.head
    if (this.got < whole) return null
    // Nothing is asked before the answer is there, so more than the answer can only be a mistake.
    const broken = this.got > whole
    this.begun = null
    this.head = null
    this.got = 0
    return broken ? 'broken' : answer
  }
}

function lengthIn(head: Buffer): number | null {
  for (const name of LENGTHS) {
    const at = head.indexOf(name)
    if (at < 0) continue
    const from = at + name.length
    const end = head.indexOf('\r', from)
    return digits(head, from, end < 0 ? head.length : end)
  }
  return null
}

function digits(bytes: Buffer, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) number = number * 10 + ((bytes[at] as number) - 48)
  return number
}
