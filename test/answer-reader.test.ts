import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AnswerReader } from '../bench/frame/answer-reader.ts'

const refused =
  'HTTP/1.1 503 Service Unavailable\r\nretry-after: 3\r\ncontent-length: 4\r\nConnection: keep-alive\r\n\r\nbusy'

test('an answer is whole with its last byte, in however many pieces it comes', () => {
  for (let cut = 1; cut < refused.length; cut++) {
    const reader = new AnswerReader()
    const piece = Buffer.from(refused.slice(0, cut))
    assert.equal(reader.read(piece), null, `${cut} bytes`)
    piece.fill(0) // The reader of the socket writes the next piece over it.
    assert.deepEqual(reader.read(Buffer.from(refused.slice(cut))), { status: 503, last: false })
    assert.deepEqual(reader.read(Buffer.from(refused)), { status: 503, last: false }, 'the next one on this connection')
  }
})

test('it says with which answer the connection ends', () => {
  const text = 'HTTP/1.1 303 See Other\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
  assert.deepEqual(new AnswerReader().read(Buffer.from(text)), { status: 303, last: true })
})

test('an answer without a length, or more than an answer, counts as a lost connection', () => {
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
  assert.equal(new AnswerReader().read(Buffer.from(chunked)), 'broken')
  assert.equal(new AnswerReader().read(Buffer.from(`${refused}more`)), 'broken')
})
