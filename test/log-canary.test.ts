import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLogger } from '#kernel/log.ts'
import { testApp } from '#test/app.ts'

test('a log of a whole signing, with its failures, names nobody and holds no link', async () => {
  let log = ''
  const logger = createLogger('trace', {
    write(line) {
      log += line
    },
  })
  const app = await testApp({ logger })
  try {
    const path = '/ro/petitions/1/signature-request'
    const fields = {
      name: 'Canara Privighetoare',
      email: 'canara@privighetoare.example',
      place: 'md-cu-botanica',
      consent: 'yes',
    }
    await app.post(path, { ...fields, consent: '' })
    await app.post(path, fields)
    const link = (await app.mails()).at(-1)?.text.match(/http:\/\/punte\.test(\S+)/)?.[1] ?? ''
    const token = link.match(/signatures\/([\w-]+)/)?.[1] ?? ''
    assert.ok(token.length >= 20, link)
    const cookie = 'punte-session=secret-canary-cookie'
    await app.get(`${link}?q=canary-query`, {
      cookie,
      referer: 'http://x.test/canary-referer',
      'user-agent': 'canary-agent',
    })
    await app.post(link, {}, { cookie })
    await app.get(`${link}%ff`)
    await app.get('/ro/canary-path/nothing')
    await app.post(path, fields, { 'sec-fetch-site': 'cross-site' })
    await app.postJson('/api/v1/petitions/1/signature-request', fields)
    // A bug in the middle of it, with the values in PostgreSQL's own words.
    await app.deps.database.pool.query(
      "ALTER TABLE petitions.signature_request ADD CONSTRAINT no CHECK (name NOT LIKE 'Canara%') NOT VALID",
    )
    assert.equal((await app.post(path, { ...fields, email: 'canara2@privighetoare.example' })).statusCode, 500)

    assert.doesNotMatch(log, /canar|privighetoare/i)
    assert.doesNotMatch(log, /127\.0\.0\.1/)
    assert.equal(log.includes(token), false)
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const requests = lines.filter((line) => line.msg === 'request')
    assert.ok(requests.some((line) => line.route === '/ro/signatures/:token/confirmation' && line.status === 200))
    assert.ok(requests.some((line) => line.route === '/ro/petitions/:number/signature-request' && line.status === 303))
    for (const line of requests) assert.doesNotMatch(line.route, /\/\d|\?/)
    const failed = lines.find((line) => line.msg === 'failed')
    assert.equal(failed.err.constraint, 'no')
    assert.ok(requests.some((line) => line.reqId === failed.reqId))
  } finally {
    await app.close()
  }
})
