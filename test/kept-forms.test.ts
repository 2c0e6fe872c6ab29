import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '#src/modules.ts'

/** Fields of forms that are forgotten when their sender has to sign in first: codes, secrets of links, ways onward, keys of the form, files. */
const FORGOTTEN = ['code', 'file', 'files', 'key', 'next', 'scans', 'writer']
const NEVER_KEPT = ['castBallot', 'checkVoter', 'giveDemoIdentity', 'handPaperBallot', 'issueToken', 'putOnRoll']

test('what is typed is kept until its writer has signed in, but for what is named here', () => {
  const actions = modules.flatMap(({ endpoints = [] }) =>
    endpoints.flatMap((one) => (one.kind === 'action' ? [one] : [])),
  )
  assert.deepEqual(
    actions
      .filter(({ neverKept }) => neverKept)
      .map(({ name }) => name)
      .toSorted(),
    NEVER_KEPT,
  )
  const forgotten = actions
    .filter(({ audience, neverKept }) => audience === 'personal' && !neverKept)
    .flatMap(({ body }) => Object.entries(body.fields as Record<string, { keep?: string }>))
    .flatMap(([name, { keep }]) => (keep ? [] : [name]))
  assert.deepEqual([...new Set(forgotten)].toSorted(), FORGOTTEN)
})
