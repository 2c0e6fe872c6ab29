import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLogger } from './log.ts'

test('values that PostgreSQL repeats and properties nobody named are not logged', () => {
  let written = ''
  const logger = createLogger('info', {
    write(line) {
      written += line
    },
  })
  const duplicate = Object.assign(new Error('duplicate key value violates unique constraint "mailbox_key"'), {
    severity: 'ERROR',
    code: '23505',
    detail: 'Key (address)=(maria@example.md) already exists.',
    constraint: 'mailbox_key',
  })
  const malformed = Object.assign(new Error('invalid input syntax for type uuid: "maria@example.md"'), {
    severity: 'ERROR',
    code: '22P02',
    where: 'unnamed portal parameter $1 = maria@example.md',
  })
  logger.error({ err: duplicate }, 'failed')
  logger.error({ err: malformed }, 'failed')
  logger.error({ err: new Error('outer', { cause: malformed }) }, 'failed')
  logger.error({ err: Object.assign(new Error('parse'), { rawPacket: Buffer.from('maria@example.md') }) }, 'failed')
  logger.error({ err: 'maria@example.md' }, 'failed')
  assert.doesNotMatch(written, /maria|example|109,97,114/)
  assert.match(written, /mailbox_key/)
  assert.match(written, /log\.test/)
})
