import { Unreadable } from '../../raw-table.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * One record. Whole numbers of more digits than JavaScript counts exactly come as texts: codes and accounts have such.
 * @param record its number in the file, for the message
 * @throws Unreadable
 */
export function parseRecord(bytes: Buffer, record: number): unknown {
  const text = decode(bytes, record)
  try {
    return /\d{16}/.test(text)
      ? JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown)
      : JSON.parse(text)
  } catch {
    throw new Unreadable('open-data.workbook.record-broken', { record })
  }
}

function decode(bytes: Buffer, record: number): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new Unreadable('open-data.workbook.record-not-utf-8', { record })
  }
}

function keepDigits(_name: string, value: unknown, { source = '' }: { source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value
}
