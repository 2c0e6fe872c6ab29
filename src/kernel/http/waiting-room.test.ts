import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WaitingRoom } from './waiting-room.ts'

function roomFor(most: number, milliseconds: number) {
  const told: string[] = []
  const room = new WaitingRoom<[string]>({
    milliseconds,
    most,
    leave: (visitors) => told.push(...visitors.map(([who]) => `${who} leaves`)),
    refuse: (who) => told.push(`${who} is refused`),
  })
  return { room, told }
}
const untilTold = async (told: string[], times: number) => {
  while (told.length < times) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('everybody leaves in the order of coming, also who came later than the first', async () => {
  const { room, told } = roomFor(10, 60)
  room.enter('a')
  room.enter('b')
  assert.deepEqual(told, [], 'nobody leaves at once')
  await new Promise((resolve) => setTimeout(resolve, 40))
  room.enter('c')
  await untilTold(told, 3)
  assert.deepEqual(told, ['a leaves', 'b leaves', 'c leaves'])
  room.enter('d')
  await untilTold(told, 4)
  assert.deepEqual(told.slice(3), ['d leaves'], 'after it was empty it is there again')
})

test('who finds it full is refused at the door', async () => {
  const { room, told } = roomFor(2, 30)
  for (const who of ['a', 'b', 'c']) room.enter(who)
  assert.deepEqual(told, ['c is refused'])
  await untilTold(told, 3)
  room.enter('d')
  await untilTold(told, 4)
  assert.deepEqual(told, ['c is refused', 'a leaves', 'b leaves', 'd leaves'])
})

test('when it closes nobody stays', () => {
  const { room, told } = roomFor(10, 60_000)
  room.enter('a')
  room.enter('b')
  room.close()
  room.enter('late')
  assert.deepEqual(told, ['a leaves', 'b leaves', 'late is refused'])
})
