import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readGround, shareAt, spotAt, writeGround } from './ground.ts'
import { groundAround, widthOf } from './ground-around.ts'

const chisinau = { latitude: 47.02, longitude: 28.84 }

test('no points, no ground; one point has some around it and lies in its middle', () => {
  assert.equal(groundAround([]), null)
  const ground = groundAround([chisinau])
  assert.ok(ground)
  assert.equal(Math.round(widthOf(ground)), 2_000)
  const [across, down] = shareAt(ground, chisinau) ?? []
  assert.ok(Math.abs((across ?? 0) - 0.5) < 1e-6 && Math.abs((down ?? 0) - 0.5) < 1e-6)
})

test('all points lie on the ground with room around them, but for the few that are far away', () => {
  const near = Array.from({ length: 40 }, (_, at) => ({ latitude: 47 + at / 1_000, longitude: 28.8 + (at % 7) / 100 }))
  const far = { latitude: -33, longitude: 151 }
  const ground = groundAround([...near, far])
  assert.ok(ground)
  const shares = near.flatMap((spot) => shareAt(ground, spot) ?? [])
  assert.equal(shares.length, 80)
  assert.ok(Math.min(...shares) > 0.02 && Math.max(...shares) < 0.98, `${shares}`)
  assert.equal(shareAt(ground, far), null)
})

test('where one clicks is the point, north up, to a few metres', () => {
  const ground = groundAround([chisinau])
  assert.ok(ground)
  const spot = spotAt(ground, 0.25, 0.1)
  assert.ok(spot.latitude > chisinau.latitude && spot.longitude < chisinau.longitude)
  const [across = 0, down = 0] = shareAt(ground, spot) ?? []
  assert.ok(Math.abs(across - 0.25) < 0.002 && Math.abs(down - 0.1) < 0.002)
})

test('a ground is read as it was written, and nothing else is', () => {
  const ground = groundAround([chisinau])
  assert.ok(ground)
  assert.deepEqual(readGround(writeGround(ground)), ground)
  for (const wrong of ['', '1 2 3', '5 1 4 2', '1 1 x 2', '-100 0 1 1', 'NaN 1 2 3'])
    assert.equal(readGround(wrong), null, wrong)
})
