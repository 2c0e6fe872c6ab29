import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { safePath } from '#kernel/http/local-path.ts'
import { nextPath } from './next-path.ts'

test('paths of this site are followed, in the language of the page', () => {
  for (const [raw, path] of [
    ['/ro/petitions/1-x?after=2', '/petitions/1-x?after=2'],
    ['/account', '/account'],
    ['/ru', '/'],
    ['/ro/petitions?q=a%2Fb', '/petitions?q=a%2Fb'],
    ['/en/petitions#top', '/petitions'],
    ['/roman', '/roman'],
  ])
    assert.equal(safePath(raw), path)
})

test('nothing leads to another site', () => {
  for (const raw of [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/%2f%2fevil.example',
    '/%2F%2Fevil.example',
    '/%5cevil.example',
    '/ro//evil.example',
    '/ro/%2fevil.example',
    '/ro/../..//evil.example',
    '/.//evil.example',
    '/%2e%2e//evil.example',
    '/ro/..',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'user:pass@evil.example',
    '@evil.example',
    'evil.example',
    '/\tevil',
    '/\n/evil.example',
    '/%09/evil.example',
    '/%0d%0aset-cookie:x=1',
    '/ a',
    '/\u202eevil',
    '/%',
    '',
    `/${'a'.repeat(2001)}`,
    undefined,
    ['/account', '/account'],
    { toString: () => '/account' },
  ]) {
    assert.equal(safePath(raw), null, JSON.stringify(raw))
    assert.deepEqual(nextPath().read(raw), { value: '/account' })
  }
})

test('property: whatever is typed, a browser stays on this site', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '//',
    '%2f',
    '%5c',
    '..',
    '.',
    '@',
    ':',
    '?',
    '#',
    'ro',
    'evil.example',
    '\t',
    '\n',
    'a',
    '%',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = safePath(pieces.join(''))
      if (path === null) return
      for (const place of [`/ro${path}`, path]) {
        const url = new URL(place, 'https://punte.example')
        assert.equal(url.origin, 'https://punte.example')
        assert.ok(!url.pathname.startsWith('//'))
      }
    }),
    { numRuns: 5000 },
  )
})
