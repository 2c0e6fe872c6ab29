import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { root } from '#kernel/root.ts'

const whole = `META
key;value
description;A vote
country;Moldova
unit;Orhei
instance;2026
num_projects;3
num_votes;3
budget;100
vote_type;approval
rule;greedy
date_begin;01.03.2026
date_end;31.03.2026
PROJECTS
project_id;cost;name;selected
a;60.50;Park;1
b;50;Road;0
c;50;Bench;0
VOTES
voter_id;vote
1;a,b
2;a,c
3;a
`

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'punte-count-'))
})
after(() => rm(folder, { recursive: true }))

/** Runs the command on a file with this content. */
async function counted(content: string | Buffer, ...words: string[]) {
  const path = join(folder, 'vote.pb')
  await writeFile(path, content)
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [join(root, 'scripts/run-count.mjs'), path, ...words], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}

test('the command prints one object for programs, in the money of the file', async () => {
  const { code, stdout, stderr } = await counted(whole, '--json')
  assert.deepEqual([code, stderr], [0, ''])
  const outcome = JSON.parse(stdout)
  assert.equal(outcome.rule, 'greedy')
  assert.deepEqual(outcome.selected, ['a'])
  assert.deepEqual([outcome.cost, outcome.budget, outcome.official], [60.5, 100, true])
  assert.deepEqual(
    outcome.unfunded.map(({ project, why, missing }: Record<string, unknown>) => [project, why, missing]),
    [
      ['b', 'too-dear', 10.5],
      ['c', 'too-dear', 10.5],
    ],
  )
  assert.ok(outcome.seconds.count >= 0)
})

test('and lines for people, by another rule and with a lot', async () => {
  const seed = ['--dice', '1'.repeat(20), '--checkpoint', '0'.repeat(64)]
  const { code, stdout } = await counted(whole, '--rule', 'maxwelfare', '--exclusive', 'a,b', ...seed)
  assert.equal(code, 0)
  assert.match(stdout, /^rule {8}maxwelfare$/m)
  assert.match(stdout, /^funded {6}1 of 3 projects for 60\.5 of 100 \(60\.50 %\)$/m)
  assert.match(stdout, /^ {2}b {2}Road {2}\(not-in-the-optimum, 10\.5 missing\)$/m)
  assert.match(stdout, /^tie order {3}lower-cost, more-votes, lot; lot: [abc] [abc] [abc]$/m)
})

for (const [what, content, words, message] of [
  ['a broken file', whole.replace('3;a', '3;x'), [], /^line 23, column 3: a vote for project "x"/],
  [
    'bytes that are no text',
    Buffer.concat([Buffer.from('META\nkéy;'), Buffer.from([0xff, 0x0a])]),
    [],
    /^line 2, column 5: the text is not UTF-8$/m,
  ],
  ['a rule that is none', whole, ['--rule', 'fair'], /no rule is called fair; --rule is one of greedy,/],
  [
    'a tie that stays open',
    whole.replace('2;a,c', '2;a,c').replaceAll('60.50', '50'),
    ['--ties', 'lower-cost'],
    /^the tie between [bc] and [bc] is not resolved/,
  ],
  ['an unknown option', whole, ['--fast'], /npm run count -- FILE\.pb/],
  ['a project that is not there', whole, ['--exclusive', 'a,z'], /names project z/],
  ['dice that are none', whole, ['--dice', '7', '--checkpoint', '0'.repeat(64)], /at least 20/],
] as const)
  test(`${what} is refused in one line, with code 1`, async () => {
    const { code, stdout, stderr } = await counted(content, ...words)
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, message)
    assert.doesNotMatch(stderr, /^ +at /m)
  })
