import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { mayActWithCookies } from './same-origin.ts'

const ours = 'https://punte.example'
const cookie = 'punte-session=x'
const table: [Record<string, string>, boolean][] = [
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': '' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: ours }, false],
  [{ 'sec-fetch-site': 'cross-site', authorization: 'Basic eA==' }, false],
  [{ 'sec-fetch-site': 'cross-site', authorization: 'Bearer x' }, true],
  [{ authorization: 'bearer x', cookie }, true],
  [{ authorization: 'Basic eA==', cookie }, false],
  [{ origin: ours, cookie }, true],
  [{ origin: 'http://punte.example' }, false],
  [{ origin: 'https://punte.example:8443' }, false],
  [{ origin: 'https://punte.example.evil.test' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'null', cookie }, false],
  [{ cookie }, false],
  [{}, true],
]

test('who may act with cookies', () => {
  for (const [headers, may] of table)
    assert.equal(mayActWithCookies({ headers } as unknown as FastifyRequest, ours), may, JSON.stringify(headers))
})
