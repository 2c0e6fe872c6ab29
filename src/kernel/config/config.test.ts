import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

const wrong: [string, string, string][] = [
  ['PORT', '80a', 'number'],
  ['PORT', '65536', 'number'],
  ['PORT', '-1', 'number'],
  ['HOST', 'a b', 'host name'],
  ['HOST', '1::2::3', 'host name'],
  ['HOST', '999.0.0.1', 'host name'],
  ['DATABASE_URL', 'mysql://x/y', 'postgres://'],
  ['DATABASE_URL', 'postgres:x', 'postgres://'],
  ['DATABASE_DIRECT_URL', 'x', 'postgres://'],
  ['PUNTE_PUBLIC_URL', 'punte.example', 'https://punte.example'],
  ['PUNTE_PUBLIC_URL', 'https://punte.example/path', 'without a path'],
  ['PUNTE_PUBLIC_URL', 'ftp://punte.example', 'https://'],
  ['PUNTE_TRUST_PROXY', '0', 'hops'],
  ['PUNTE_TRUST_PROXY', 'true', 'hops'],
  ['PUNTE_TRUST_PROXY', '10.0.0.0/33', 'hops'],
  ['PUNTE_TRUST_PROXY', '10.0.0', 'hops'],
  ['PUNTE_TRUST_PROXY', '10.0.0.1,,', 'hops'],
  ['PUNTE_DEMO', 'maybe', 'on or off'],
  ['PUNTE_JURISDICTION', 'ro', 'md'],
  ['SMTP_URL', 'http://mail', 'smtp://'],
  ['SMTP_URL', 'smtp://?host=mail', 'smtp://'],
  ['LOG_LEVEL', 'loud', 'info'],
  ['PUNTE_DRAIN_SECONDS', '90', 'seconds'],
  ['PUNTE_WITNESS_POLICY', '/nowhere/witnesses.txt', 'readable file'],
  ['PUNTE_LEDGER_ORIGIN', 'https://punte.example', 'without https://'],
  ['PUNTE_GROUP_COMMIT', 'no', 'on or off'],
]

test('a wrong setting is named with its value and what is expected', () => {
  for (const [name, value, expected] of wrong)
    assert.throws(
      () => readConfig({ [name]: value, ...(name === 'DATABASE_DIRECT_URL' && { DATABASE_URL: 'postgres://a/b' }) }),
      (error) => {
        assert.ok(error instanceof ConfigError)
        for (const part of [name, `"${value}"`, expected]) assert.ok(error.message.includes(part), error.message)
        return true
      },
    )
})

test('a misspelt setting is not taken for none', () => {
  assert.throws(
    () => readConfig({ PUNTE_DEMOO: 'off' }),
    (error) => error instanceof ConfigError && /^PUNTE_DEMOO is no setting; .*PUNTE_DEMO,/.test(error.message),
  )
  readConfig({ PUNTE_TEST_TEMPLATE: 'x', PUNTE_CHROMIUM: '/usr/bin/chromium' })
})

test('a password in a wrong address is not shown', () => {
  for (const address of [
    'mysql://user:pa55@host/db',
    'mysql://user:x@pa55@host/db',
    'mysql://user:/pa55:@host/db',
    'postgres//user:pa55@host/db',
    'user:pa55@host',
    'mysql://:pa55@host',
    'mysql://host/db?user=a&password=pa55&x=1',
    'postgres://user:pa55%@host/db',
  ])
    assert.throws(
      () => readConfig({ DATABASE_URL: address }),
      (error: Error) =>
        error instanceof ConfigError && !error.message.includes('pa55') && error.message.includes('DATABASE_URL'),
      address,
    )
})

test('a sign that an address cannot hold is said to be written otherwise', () => {
  for (const name of ['DATABASE_URL', 'SMTP_URL'])
    assert.throws(
      () => readConfig({ [name]: `${name === 'SMTP_URL' ? 'smtp' : 'postgres'}://a:100%@host/b` }),
      /as %25/,
    )
  assert.ok(readConfig({ DATABASE_URL: 'postgres://a:100%25@host/b' }).databaseUrl)
})

test('a token in the place of its file is not shown, a path is', () => {
  const said = (value: string) => {
    try {
      readConfig({ PUNTE_METRICS_TOKEN_FILE: value })
    } catch (error) {
      return (error as Error).message
    }
  }
  assert.match(said('aVeryLongTokenOfSomebody') ?? '', /^PUNTE_METRICS_TOKEN_FILE is "…"; expected the path/)
  assert.match(said('/nowhere/token') ?? '', /^PUNTE_METRICS_TOKEN_FILE is "\/nowhere\/token"/)
})

test('an address for locks and jobs alone is a misspelt pair', () => {
  assert.throws(
    () => readConfig({ DATABASE_DIRECT_URL: 'postgres://a:pa55@host/b', DATABSE_URL: 'postgres://a:pa55@host/b' }),
    (error: Error) => /DATABASE_DIRECT_URL is .*no DATABASE_URL/.test(error.message) && !error.message.includes('pa55'),
  )
})

test('defaults need no setting, and empty is absent', () => {
  const config = readConfig({ PORT: ' ', PUNTE_DEMO: '' })
  assert.equal(config.publicUrl, 'http://127.0.0.1:8080')
  assert.equal(config.demo, true)
  assert.equal(config.trustProxy, false)
  assert.equal(readConfig({ DATABASE_URL: 'postgres://a@b/c' }).demo, false)
  assert.equal(
    readConfig({ DATABASE_URL: 'postgres:///db?host=/run/postgresql' }).databaseUrl,
    'postgres:///db?host=/run/postgresql',
  )
  assert.equal(readConfig({ HOST: '::1', PORT: '81' }).publicUrl, 'http://[::1]:81')
})

test('proxies are hops or networks', () => {
  assert.equal(readConfig({ PUNTE_TRUST_PROXY: '2' }).trustProxy, 2)
  assert.deepEqual(readConfig({ PUNTE_TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy, ['10.0.0.0/8', '::1'])
})
