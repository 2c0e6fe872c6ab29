import assert from 'node:assert/strict'
import type { Process } from '#commons/processes/process.ts'
import type { TestApp } from './app.ts'
import type { TestPerson } from './people.ts'
import { personalNumberOf } from './personal-number.ts'

const work = ({ number }: Process) => `/ro/work/processes/${number}`

/** A ballot of paper for somebody who comes to the counter of a vote without a roll in Chișinău. @param at another person each */
export async function handPaperBallot(app: TestApp, process: Process, officer: TestPerson, at: number): Promise<void> {
  const form = {
    personalNumber: personalNumberOf(at),
    birthDate: '1980-05-01',
    place: 'md-cu-botanica',
    way: 'counter',
    seen: 'yes',
  }
  const reply = await app.post(`${work(process)}/counter`, form, officer.headers)
  assert.equal(reply.statusCode, 303, reply.body)
}

let keys = 0

/** A batch that two officers read alike and signed. @param lines what stands on its sheets, as it is typed */
export async function countPaperBatch(
  app: TestApp,
  process: Process,
  officers: [TestPerson, TestPerson],
  lines: string[],
): Promise<void> {
  const form = { kind: 'box', label: 'Urna', sheets: String(lines.length), 'idempotency-key': `paper-${keys++}` }
  const begun = await app.post(`${work(process)}/paper/batches`, form, officers[0].headers)
  assert.equal(begun.statusCode, 303, begun.body)
  const path = String(begun.headers.location)
  for (const { headers } of officers) await app.post(`${path}/reading`, { sheets: lines.join('\n') }, headers)
  for (const { headers } of officers) {
    const { statusCode, body } = await app.post(`${path}/signature`, {}, headers)
    assert.equal(statusCode, 303, body)
  }
}

/** All paper of a vote is counted; none is left over, whatever was given out. */
export async function finishPaper(app: TestApp, process: Process, officer: TestPerson): Promise<void> {
  const form = { unused: '0', allOpened: 'yes' }
  const { statusCode, body } = await app.post(`${work(process)}/paper/finishing`, form, officer.headers)
  assert.equal(statusCode, 303, body)
}

/** Reads the sheets that the lot drew once more. @param truth what stands on a sheet of a batch */
export async function recheckPaper(
  app: TestApp,
  process: Process,
  officer: TestPerson,
  truth: (batch: number, sheet: number) => string,
): Promise<void> {
  const path = `${work(process)}/paper/recheck`
  const { sheets } = (await app.get(path.replace('/ro', '/api/v1'), officer.headers)).json()
  const lines = sheets.map(({ batch, sheet }: { batch: number; sheet: number }) => truth(batch, sheet))
  const { statusCode, body } = await app.post(path, { sheets: lines.join('\n') }, officer.headers)
  assert.equal(statusCode, 303, body)
}
