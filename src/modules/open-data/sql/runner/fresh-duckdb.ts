import type { DuckDBInstance } from '@duckdb/node-api'
import { newDuckDB } from '../../engine/duckdb.ts'
import { TO_CHAR } from './to-char.ts'

let next: { memoryMb: number; duck: Promise<DuckDBInstance> } | null = null

/** A DuckDB with nothing in it, for one question. It takes longer to make than most questions take: so it is made after the one before. */
export async function takeFreshDuckDB(memoryMb: number): Promise<DuckDBInstance> {
  const ready = next?.memoryMb === memoryMb ? next.duck : make(memoryMb)
  next = null
  return ready
}

export function makeNextDuckDB(memoryMb: number): void {
  next ??= { memoryMb, duck: make(memoryMb) }
}

async function make(memoryMb: number): Promise<DuckDBInstance> {
  const duck = await newDuckDB({ memoryMb, threads: 1 })
  const connection = await duck.connect()
  try {
    await connection.run(`SET TimeZone = 'UTC'; ${TO_CHAR}`)
  } finally {
    connection.closeSync()
  }
  return duck
}
