import { Unreadable } from '../../raw-table.ts'
import type { BrokenRecord } from './record-table.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

type Fault = BrokenRecord['broken']

const SAID: Record<Fault, string> = { 'broken-record': 'record-broken', 'not-in-encoding': 'record-not-utf-8' }

/** What bytes say as a record, or why they are none. */
export type ReadRecord = { value: unknown } | { broken: Fault }

/**
 * One record without which the file cannot be read.
 * @param record its number in the file, for the message
 * @throws Unreadable
 */
export function parseRecord(bytes: Buffer, record: number): unknown {
  const read = readRecord(bytes)
  if ('broken' in read) throw brokenRecord(read.broken, record)
  return read.value
}

export function brokenRecord(fault: Fault, record: number): Unreadable {
  return new Unreadable(`open-data.workbook.${SAID[fault]}`, { record })
}

/** Whole numbers of more digits than JavaScript counts exactly come as texts: codes and accounts have such. */
export function readRecord(bytes: Buffer): ReadRecord {
  const text = decode(bytes)
  if (text === null) return { broken: 'not-in-encoding' }
  try {
    const value = /\d{16}/.test(text)
      ? JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown)
      : JSON.parse(text)
    return { value }
  } catch {
    return { broken: 'broken-record' }
  }
}

function decode(bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

function keepDigits(_name: string, value: unknown, { source = '' }: { source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value
}
