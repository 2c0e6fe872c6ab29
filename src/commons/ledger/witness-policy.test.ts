import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { vkeyOf } from './signed-note.ts'
import { COSIGNATURE, ED25519 } from './vkey.ts'
import { meetsQuorum, parsePolicy } from './witness-policy.ts'

const vkey = (name: string, type: typeof ED25519 | typeof COSIGNATURE) =>
  vkeyOf({ name, privateKey: generateKeyPairSync('ed25519').privateKey }, type)
const log = `log ${vkey('example.org/log', ED25519)}`
const witness = (name: string) => `witness ${name} ${vkey(`${name.toLowerCase()}.example`, COSIGNATURE)}`
const witnesses = ['X1', 'X2', 'X3', 'Y1', 'Y2'].map(witness)
const policy = (...lines: string[]) => parsePolicy(Buffer.from(`${lines.join('\n')}\n`))

test('two levels of groups: two of X and one of Y', () => {
  const read = policy(
    '# who watches',
    `\t${log} https://example.org/ledger `,
    '',
    ...witnesses,
    'group X 2 X1 X2 X3',
    'group Y any Y1 Y2',
    'group all-of-them all X Y',
    'quorum all-of-them',
  )
  assert.equal(read.logs[0]?.key.name, 'example.org/log')
  assert.equal(read.logs[0]?.url, 'https://example.org/ledger')
  const enough = (...names: string[]) => meetsQuorum(read, new Set(names))
  assert.ok(enough('X1', 'X3', 'Y2'))
  assert.ok(!enough('X1', 'X2', 'X3'))
  assert.ok(!enough('X1', 'Y1', 'Y2'))
  assert.ok(!enough())
})

test('one witness, or none', () => {
  assert.ok(meetsQuorum(policy(log, 'quorum none'), new Set()))
  const one = policy(witness('W'), 'quorum W')
  assert.ok(!meetsQuorum(one, new Set(['V'])))
  assert.ok(meetsQuorum(one, new Set(['W'])))
})

test('a policy that says something unclear is refused', () => {
  const [x1 = '', x2 = ''] = witnesses
  const wrong: [string, string[]][] = [
    ['policy.quorum', [log]],
    ['policy.quorum', [log, 'quorum X1']],
    ['policy.quorum', ['quorum none', 'quorum none']],
    ['policy.quorum', ['quorum none none']],
    ['policy.name', [x1, x1.replace('X1', 'X1'), 'quorum X1']],
    ['policy.name', [x1, 'group G any X1 X1', 'quorum G']],
    ['policy.name', [x1, x2, 'group G any X1', 'group H any X1 X2', 'quorum H']],
    ['policy.name', ['group G any G', 'quorum G']],
    ['policy.name', [x1, 'group G any none', 'quorum G']],
    ['policy.name', [x1.replace('X1', 'none'), 'quorum none']],
    ['policy.key', [x1, x1.replace('X1', 'X2'), 'quorum none']],
    ['policy.key', [log, log, 'quorum none']],
    ['policy.key', [`log ${vkey('w.example', COSIGNATURE)}`, 'quorum none']],
    ['policy.key', [`witness W ${vkey('l.example', ED25519)}`, 'quorum none']],
    ['policy.threshold', [x1, 'group G 0 X1', 'quorum G']],
    ['policy.threshold', [x1, 'group G 2 X1', 'quorum G']],
    ['policy.threshold', [x1, 'group G 01 X1', 'quorum G']],
    ['policy.line', [x1, 'group G any', 'quorum G']],
    ['policy.line', ['witnesses none', 'quorum none']],
    ['policy.line', [`${log} url more`, 'quorum none']],
    ['policy.character', ['quorum none\r']],
    ['vkey.form', ['log X', 'quorum none']],
  ]
  for (const [code, lines] of wrong) assert.throws(() => policy(...lines), { code }, `${code}: ${lines.join(' | ')}`)
})
