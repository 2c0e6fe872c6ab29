import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { whose } from '../ingest/replies.ts'
import { failureCodes } from './failure.ts'
import { outcomes } from './fetch-log-store.ts'
import { schedules } from './schedule.ts'
import { waitsFor } from './waits-for.ts'

const At = Type.String({ format: 'date-time' })

/** 'due': it is asked within a minute. 'done': once was enough. 'stopped': it failed too often. */
export const sourceStates = ['going', 'due', 'fetching', 'done', 'stopped'] as const
export type SourceState = (typeof sourceStates)[number]

const source = {
  url: Type.String(),
  schedule: Type.Enum([...schedules]),
  publishes: Type.Boolean({ description: 'What comes is published by itself where nothing speaks against it' }),
  state: Type.Enum([...sourceStates]),
  nextAt: nullable(At),
  failures: Type.Integer({ description: 'In a row' }),
}

const LogLine = Type.Object({
  id: Type.String(),
  at: At,
  seconds: Type.Integer({ description: 'That it took' }),
  outcome: Type.Enum([...outcomes]),
  reason: nullable(Type.Enum([...failureCodes])),
  status: nullable(Type.Integer({ description: 'Of HTTP' })),
  bytes: nullable(Type.Integer()),
  version: nullable(Type.Integer({ description: 'That it became' })),
})
export type LogLine = Type.Static<typeof LogLine>

export const AddressView = Type.Object({
  ...whose,
  outside: nullable(Type.String({ description: 'The address elsewhere that the distribution is now' })),
  source: nullable(Type.Object(source)),
  log: Type.Array(LogLine, { description: 'The newest first' }),
  next: nullable(Type.String({ description: '`before` of the next part of the log' })),
})
export type AddressView = Type.Static<typeof AddressView>

const placed = {
  dataset: Type.Object({ name: Type.String(), title: Type.String() }),
  distribution: Type.Object({ id: Type.String(), title: Type.String() }),
}

export const AddressList = Type.Object({
  waiting: Type.Array(
    Type.Object({
      ...placed,
      version: nullable(Type.Integer({ description: 'That waits; null: the address failed too often' })),
      why: nullable(Type.Enum([...waitsFor])),
      since: At,
    }),
    { description: 'What needs an officer, the first come first, at most 50' },
  ),
  waits: Type.Integer({ description: 'How much needs an officer' }),
  items: Type.Array(Type.Object({ ...placed, ...source })),
  next: nullable(Type.String({ description: '`after` of the next part' })),
})
export type AddressList = Type.Static<typeof AddressList>

export const AddressDone = Type.Object({ dataset: Type.String(), distribution: Type.String() })
