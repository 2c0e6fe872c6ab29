import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePb } from '../pabulib/make-pb.ts'
import { writePb } from '../pabulib/write-pb.ts'
import { ballotsOfFile } from './ballots-of-file.ts'

const meta = (more: Record<string, string>) =>
  Object.entries({
    description: 'Un vot',
    country: 'Moldova',
    unit: 'Sat',
    instance: '2026',
    budget: '100',
    rule: 'greedy',
    date_begin: '01.01.2026',
    date_end: '02.01.2026',
    ...more,
  })
function read(more: Record<string, string>, votes: { vote: string; points?: string }[], cost = '60') {
  const file = makePb({
    meta: meta(more),
    projects: [
      { project_id: 'x', cost },
      { project_id: 'y', cost: '70' },
      { project_id: 'z', cost: '80' },
    ],
    votes: votes.map((one, at) => ({ voter_id: `secret-${at}`, ...one })),
  })
  return ballotsOfFile(Buffer.from(writePb(file)))
}

test('ticks are approval, in ascending order; who chose nothing is a voter without a ballot; nothing of voters is left', () => {
  const found = read({ vote_type: 'approval' }, [{ vote: 'z,x' }, { vote: '' }, { vote: 'y' }])
  assert.ok('ballots' in found)
  assert.deepEqual([found.ballotKind, found.voters, found.maxPicks, found.points], ['approval', 3, 2, null])
  assert.deepEqual(found.ballots, [[1, 3], [2]])
  assert.deepEqual([found.amount, found.projects[0]], [10_000, { title: 'x', cost: 6_000 }])
  assert.doesNotMatch(JSON.stringify(found), /secret/)
})

test('a ranking keeps its places, points stand beside the project and none are left out', () => {
  const ranked = read({ vote_type: 'ordinal' }, [{ vote: 'z,x' }])
  assert.ok('ballots' in ranked)
  assert.deepEqual([ranked.ballotKind, ranked.ballots], ['ranking', [[3, 1]]])
  const spread = read({ vote_type: 'cumulative' }, [
    { vote: 'z,x', points: '4,1' },
    { vote: 'y,x', points: '2,0' },
  ])
  assert.ok('ballots' in spread)
  assert.deepEqual([spread.points, spread.maxPoints, spread.maxPicks], [5, 4, 2])
  assert.deepEqual(spread.ballots, [
    [
      [1, 1],
      [3, 4],
    ],
    [[2, 2]],
  ])
})

test('what no ballot here can hold is not rounded', () => {
  assert.deepEqual(read({ vote_type: 'cumulative' }, [{ vote: 'x', points: '2.5' }]), { unfit: 'points' })
  assert.deepEqual(read({ vote_type: 'scoring' }, [{ vote: 'x', points: '-1' }]), { unfit: 'points' })
  assert.deepEqual(read({ vote_type: 'approval' }, [{ vote: 'x' }], '60.125'), { unfit: 'money' })
  const cents = read({ vote_type: 'approval' }, [{ vote: 'x' }], '60.5')
  assert.ok('ballots' in cents)
  assert.deepEqual([cents.amount, cents.projects[0]?.cost], [10_000, 6_050])
})
