import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canMove, defineLifecycle, type Lifecycle, mermaid, move, movesFrom } from './lifecycle.ts'

const idea = defineLifecycle({
  name: 'idea',
  states: { draft: {}, 'in-moderation': {}, open: {}, closed: { final: true } },
  initial: 'draft',
  transitions: {
    submit: { from: ['draft'], to: 'in-moderation', by: ['citizen'] },
    publish: { from: ['in-moderation'], to: 'open', by: ['moderator', 'system'], effect: 'tell-starter' },
    return: { from: ['in-moderation'], to: 'draft', by: ['moderator'] },
    close: { from: ['draft', 'open'], to: 'closed', by: ['citizen'] },
  },
})

test('a move gives the next state, or why not', () => {
  assert.deepEqual(move(idea, 'in-moderation', 'publish', 'system'), { ok: true, to: 'open', effect: 'tell-starter' })
  assert.deepEqual(move(idea, 'draft', 'submit', 'citizen'), { ok: true, to: 'in-moderation', effect: null })
  assert.deepEqual(move(idea, 'open', 'publish', 'moderator'), { ok: false, refusal: 'wrong-state' })
  assert.deepEqual(move(idea, 'in-moderation', 'publish', 'citizen'), { ok: false, refusal: 'wrong-role' })
  const open: Lifecycle = idea
  for (const name of ['constructor', '__proto__', 'erase']) {
    assert.deepEqual(move(open, 'draft', name, 'citizen'), { ok: false, refusal: 'unknown-transition' })
  }
})

test('names are literals to the compiler', () => {
  // @ts-expect-error no such transition
  assert.equal(canMove(idea, 'draft', 'publsh', 'system'), false)
  // @ts-expect-error no such state
  assert.equal(canMove(idea, 'drat', 'submit', 'citizen'), false)
  // @ts-expect-error no such role
  assert.equal(canMove(idea, 'draft', 'submit', 'king'), false)
  const next = move(idea, 'draft', 'close', 'citizen')
  const state: 'draft' | 'in-moderation' | 'open' | 'closed' | null = next.ok ? next.to : null
  assert.equal(state, 'closed')
})

test('the buttons of a page', () => {
  assert.deepEqual(movesFrom(idea, 'in-moderation', 'moderator'), ['publish', 'return'])
  assert.deepEqual(movesFrom(idea, 'draft', 'citizen'), ['submit', 'close'])
  assert.deepEqual(movesFrom(idea, 'closed', 'citizen'), [])
})

test('a declaration that contradicts itself stops the start', () => {
  const refuses = (message: RegExp, spec: Lifecycle) => assert.throws(() => defineLifecycle(spec), message)
  const go = { from: ['a'], to: 'b', by: ['x'] }
  const good = { name: 'n', states: { a: {}, b: { final: true as const } }, initial: 'a', transitions: { go } }
  assert.equal(defineLifecycle<string, string, string>(good), good)
  refuses(/initial state c is unknown/, { ...good, initial: 'c' })
  refuses(/initial state toString is unknown/, { ...good, initial: 'toString' })
  refuses(/go names the unknown state c/, { ...good, transitions: { go: { ...go, to: 'c' } } })
  refuses(/go starts nowhere/, { ...good, transitions: { go: { ...go, from: [] } } })
  refuses(/nobody may go/, { ...good, transitions: { go: { ...go, by: [] } } })
  refuses(/state c is unreachable/, { ...good, states: { ...good.states, c: { final: true } } })
  refuses(/state b is a dead end/, { ...good, states: { a: {}, b: {} } })
  refuses(/state a is final and has a way out/, { ...good, states: { a: { final: true }, b: { final: true } } })
})

test('the diagram shows every transition, its roles and the ends', () => {
  assert.equal(
    mermaid(idea),
    `stateDiagram-v2
  [*] --> draft
  state "in-moderation" as in_moderation
  draft --> in_moderation: submit (citizen)
  in_moderation --> open: publish (moderator, system)
  in_moderation --> draft: return (moderator)
  draft --> closed: close (citizen)
  open --> closed: close (citizen)
  closed --> [*]
`,
  )
})
