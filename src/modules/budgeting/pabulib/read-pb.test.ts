import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkLimits } from './check-limits.ts'
import { makePb } from './make-pb.ts'
import { pbElection } from './pb-election.ts'
import { PbError } from './pb-file.ts'
import { readPb } from './read-pb.ts'
import { writePb } from './write-pb.ts'

const meta = {
  description: 'A vote',
  country: 'Moldova',
  unit: 'Orhei',
  instance: '2026',
  num_projects: '2',
  num_votes: '3',
  budget: '100',
  vote_type: 'approval',
  rule: 'greedy',
  date_begin: '01.03.2026',
  date_end: '31.03.2026',
}
const projects = ['project_id;cost;name', 'a;60;Park', 'b;50;"Road; and ""bridge"""']
const votes = ['voter_id;vote', '1;a,b', '2;', '3;b']

/** A whole file; what is given replaces keys of META (null leaves them out) or sections. */
function file(given: { meta?: Record<string, string | null>; projects?: string[]; votes?: string[] } = {}): string {
  const keys = Object.entries({ ...meta, ...given.meta }).flatMap(([key, value]) =>
    value === null ? [] : [`${key};${value}`],
  )
  return [
    'META',
    'key;value',
    ...keys,
    'PROJECTS',
    ...(given.projects ?? projects),
    'VOTES',
    ...(given.votes ?? votes),
    '',
  ].join('\n')
}

function refused(text: string): string {
  try {
    pbElection(readPb(text))
  } catch (error) {
    assert.ok(error instanceof PbError, String(error))
    return error.message
  }
  return 'accepted'
}

test('a whole file becomes an election', () => {
  const { cast, ...election } = pbElection(readPb(file()))
  assert.deepEqual([[...cast.start], [...cast.project], cast.weight], [[0, 2, 2, 3], [0, 1, 1], undefined])
  assert.deepEqual(election, {
    projects: [
      { id: 'a', cost: 60, name: 'Park' },
      { id: 'b', cost: 50, name: 'Road; and "bridge"' },
    ],
    budget: 100,
    currencyUnit: 1,
    pointUnit: 1,
    voteType: 'approval',
    rule: 'greedy',
    threshold: null,
    selected: null,
  })
})

test('a mark at the beginning, CRLF, names of sections in small letters and a missing last line break are kept', () => {
  const text = `\ufeff${file().trimEnd().replaceAll('\n', '\r\n').replace('PROJECTS', 'projects')}`
  assert.equal(writePb(readPb(text)), text)
  assert.equal(writePb(readPb(`${text}\r\n\r\n`)), `${text}\r\n\r\n`)
  assert.equal(pbElection(readPb(text)).projects.length, 2)
})

test('money and points may have decimals, which become whole minor units', () => {
  const decimal = file({
    meta: { budget: '100,00', vote_type: 'scoring' },
    projects: ['project_id;cost', 'a;60.25', 'b;50'],
    votes: ['voter_id;vote;points', '1;a,b;1.5,2', '2;;', '3;b;-1'],
  })
  const election = pbElection(readPb(decimal))
  assert.deepEqual(
    [election.budget, election.currencyUnit, election.projects.map(({ cost }) => cost)],
    [10000, 100, [6025, 5000]],
  )
  assert.deepEqual([election.pointUnit, [...(election.cast.weight ?? [])]], [10, [15, 20, -10]])
})

test('a ranking without points gives points by rank, and a default score goes to what is not named', () => {
  const ranked = pbElection(readPb(file({ meta: { vote_type: 'ordinal' } })))
  assert.deepEqual([...(ranked.cast.weight ?? [])], [1, 0, 0])
  const scored = pbElection(
    readPb(
      file({
        meta: { vote_type: 'scoring', default_score: '1' },
        votes: ['voter_id;vote;points', '1;a;3', '2;;', '3;b;0'],
      }),
    ),
  )
  assert.deepEqual([...(scored.cast.weight ?? [])], [3, 1, 1, 1, 0, 1])
})

for (const [what, text, message] of [
  ['nothing', '', 'line 1, column 1: the file ends, and section META is missing'],
  ['another beginning', 'key;value', 'line 1, column 1: section META must begin here, not "key"'],
  ['no votes', file().split('VOTES')[0] ?? '', 'line 18, column 1: the file ends, and section VOTES is missing'],
  [
    'no projects',
    file().replace(/PROJECTS[\s\S]*VOTES/, 'VOTES'),
    'line 14, column 1: section VOTES is not expected here: META, PROJECTS, VOTES, each once',
  ],
  [
    'a short row',
    file({ projects: ['project_id;cost;name', 'a;60', 'b;50;x'] }),
    'line 16, column 5: 2 fields, but PROJECTS has 3 columns',
  ],
  [
    'a long row',
    file({ votes: ['voter_id;vote', '1;a', '2;b;3', '3;'] }),
    'line 21, column 5: 3 fields, but VOTES has 2 columns',
  ],
  ['an empty line', file({ votes: ['voter_id;vote', '1;a', '', '3;'] }), 'line 21, column 1: an empty line'],
  ['an open quote', file().replace('3;b', '3;"b'), 'line 22, column 3: a quote that is never closed'],
  [
    'words after a quote',
    file().replace('bridge"""', 'bridge"""x'),
    'line 17, column 28: after a closing quote comes ; or the end of the line',
  ],
  ['a column twice', file().replace('cost;name', 'cost;cost'), 'line 15, column 17: column cost is there twice'],
  ['no cost', file().replace('cost;name', 'price;name'), 'line 15, column 1: PROJECTS lacks the column cost'],
  ['a missing key', file({ meta: { date_end: null } }), 'line 2, column 1: META lacks date_end'],
  ['an empty key', file({ meta: { unit: '' } }), 'line 5, column 6: unit is empty'],
  ['a key twice', file().replace('PROJECTS', 'unit;x\nPROJECTS'), 'line 14, column 1: unit is there twice'],
  [
    'another type',
    file({ meta: { vote_type: 'token' } }),
    'line 10, column 11: vote_type is one of approval, ordinal, cumulative, scoring, choose-1',
  ],
  ['another number of votes', file({ meta: { num_votes: '4' } }), 'line 8, column 11: num_votes is 4, but there are 3'],
  [
    'a budget in words',
    file({ meta: { budget: 'much' } }),
    'line 9, column 8: the budget is "much", not a number above 0',
  ],
  ['a negative cost', file().replace('a;60', 'a;-60'), 'line 16, column 3: the cost is -60, below 0'],
  ['a cost in words', file().replace('a;60', 'a;dear'), 'line 16, column 3: the cost is "dear", not a number'],
  [
    'a cost beyond numbers',
    file().replace('a;60', 'a;99999999999999999'),
    'line 16, column 3: the cost is beyond what is counted exactly',
  ],
  ['a project twice', file().replace('b;50', 'a;50'), 'line 17, column 1: project a is there twice, first on line 16'],
  ['a voter twice', file().replace('3;b', '1;b'), 'line 22, column 1: voter 1 is there twice'],
  [
    'a vote for what is not there',
    file().replace('3;b', '3;c'),
    'line 22, column 3: a vote for project "c", which is not there',
  ],
  ['a trailing comma', file().replace('3;b', '3;b,'), 'line 22, column 3: a vote for project "", which is not there'],
  ['a project named twice', file().replace('3;b', '3;b,b'), 'line 22, column 3: project b is named twice'],
  [
    'two where one is chosen',
    file({ meta: { vote_type: 'choose-1' } }),
    'line 20, column 3: 2 projects where one is to be chosen',
  ],
  ['no points', file({ meta: { vote_type: 'cumulative' } }), 'line 19, column 1: VOTES lacks the column points'],
  [
    'points for another number of projects',
    file({ meta: { vote_type: 'cumulative' }, votes: ['voter_id;vote;points', '1;a,b;1', '2;;', '3;b;1'] }),
    'line 20, column 7: 1 numbers of points for 2 projects',
  ],
  [
    'points in words',
    file({ meta: { vote_type: 'cumulative' }, votes: ['voter_id;vote;points', '1;a;x', '2;;', '3;b;1'] }),
    'line 20, column 5: "x" is no number of points',
  ],
  [
    'an odd selected',
    file({ projects: ['project_id;cost;selected', 'a;60;1', 'b;50;yes'] }),
    'line 17, column 6: selected is yes, not one of 0, 1, 2, 3',
  ],
] as const)
  test(`refused: ${what}`, () => assert.equal(refused(text), message))

test('what breaks a limit, or differs from a column, is told and counted', () => {
  const odd = file({
    meta: { max_length: '1', min_length: '1' },
    projects: ['project_id;cost;votes', 'a;60;1', 'b;50;7'],
  })
  const read = readPb(odd)
  assert.deepEqual(checkLimits(read, pbElection(read)), [
    { what: 'ballots-break', name: 'max_length', count: 1 },
    { what: 'ballots-break', name: 'min_length', count: 1 },
    { what: 'column-differs', name: 'votes', count: 1 },
  ])
})

test('what is written is read again, whatever stands in it', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'ș', ';', '"', '\n', '\r', ',', ' ', '😀') })
  const row = fc.record({ project_id: text, cost: text, name: text })
  const vote = fc.record({ voter_id: text, vote: text, points: text })
  fc.assert(
    fc.property(fc.array(row), fc.array(vote), fc.boolean(), fc.boolean(), (projects, votes, bom, crlf) => {
      const made = makePb({ meta: [['description', 'a;"b"']], projects, votes })
      const file = { ...made, bom, newline: crlf ? ('\r\n' as const) : made.newline }
      const again = readPb(writePb(file))
      const plain = ({ meta, projects, votes, ...rest }: typeof file) => [
        rest,
        ...[meta, projects, votes].map(({ title, columns, rows }) => ({ title, columns, rows })),
      ]
      assert.deepEqual(plain(again), plain(file))
      assert.equal(writePb(again), writePb(file))
    }),
    { numRuns: 500 },
  )
})
