import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { ConfigError } from '#kernel/config/config.ts'
import { testDatabase } from '#test/database.ts'
import { checkServer, whatIsWrong } from './check-server.ts'

test('a server on which Punte cannot live is refused before anything is written there', () => {
  const fit = { version: 150_000, encoding: 'UTF8', readOnly: false }
  assert.equal(whatIsWrong(fit), null)
  assert.match(whatIsWrong({ ...fit, version: 140_012 }) ?? '', /^PostgreSQL 14; expected 15 or later/)
  assert.match(whatIsWrong({ ...fit, encoding: 'SQL_ASCII' }) ?? '', /SQL_ASCII; expected UTF8/)
  assert.match(whatIsWrong({ ...fit, readOnly: true }) ?? '', /only reads/)
})

test('the setting that leads to the wrong place is named, and no password is', async () => {
  const { url, close } = await testDatabase()
  const other = await testDatabase()
  const rude = createServer((socket) => socket.end())
  await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve))
  const { port } = rude.address() as { port: number }
  const changed = (change: (to: URL) => void) => {
    const to = new URL(url)
    change(to)
    return to.href
  }
  const nowhere = 'postgres://a:pa55@127.0.0.1:1/c'
  try {
    await checkServer(url, null)
    await checkServer(url, url)
    const refused: [string, string | null, RegExp][] = [
      [nowhere, null, /nobody answers at 127.0.0.1:1;.*DATABASE_URL/],
      [url, nowhere, /nobody answers at 127.0.0.1:1;.*DATABASE_DIRECT_URL/],
      [nowhere, url, /nobody answers at 127.0.0.1:1;.*as DATABASE_URL/],
      [url, other.url, /^DATABASE_DIRECT_URL \([^@]+\) and DATABASE_URL \([^@]+\) lead to two databases/],
      [
        `postgres://a:pa55@127.0.0.1:${port}/c`,
        null,
        /127.0.0.1:\d+\/c ends the talk; expected PostgreSQL.*DATABASE_URL/,
      ],
      [changed((to) => to.searchParams.set('sslmode', 'require')), null, /does not speak TLS; expected DATABASE_URL/],
      [
        changed((to) => to.searchParams.set('sslrootcert', '/nowhere/ca.pem')),
        null,
        /^DATABASE_URL names \/nowhere\/ca.pem, which cannot be read \(ENOENT\)/,
      ],
      [
        changed((to) => to.searchParams.set('options', '-c default_transaction_read_only=on')),
        null,
        /^DATABASE_URL leads to a database that only reads/,
      ],
    ]
    for (const [given, direct, line] of refused)
      await assert.rejects(checkServer(given, direct), (error: Error) => {
        assert.ok(error instanceof ConfigError, String(error))
        assert.match(error.message, line)
        assert.ok(!error.message.includes('pa55') && !error.message.includes(new URL(url).password || 'pa55'))
        return true
      })
  } finally {
    rude.close()
    await other.close()
    await close()
  }
})
