import type { DuckDBInstance } from '@duckdb/node-api'

interface DuckDBOptions {
  memoryMb: number
  threads: number
  /** Where it may put what does not fit into memory; must be one of the folders. Absent: what does not fit is an error. */
  scratch?: string
  scratchMb?: number
  /** Whether small groups of rows are put together once more when a file is written. */
  regroups?: boolean
}

/** A DuckDB in memory that reads and writes within a few folders and nowhere else, and whose configuration nothing changes any more. */
export async function lockedDuckDB({
  folders,
  ...options
}: DuckDBOptions & {
  /** The only folders it ever touches. */
  folders: string[]
}): Promise<DuckDBInstance> {
  const instance = await newDuckDB(options)
  await lockDuckDB(instance, folders)
  return instance
}

/** One that statements of our own may still open files in, before it is locked. */
export async function newDuckDB({
  memoryMb,
  threads,
  scratch = '',
  scratchMb,
  regroups = true,
}: DuckDBOptions): Promise<DuckDBInstance> {
  // 70 MB of native code that a process which is asked nothing about tables never needs.
  const { DuckDBInstance } = await import('@duckdb/node-api')
  return DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryMb}MB`,
    temp_directory: scratch,
    ...(scratchMb !== undefined && { max_temp_directory_size: `${scratchMb}MB` }),
    ...(!regroups && { max_vacuum_tasks: '0' }),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'true',
  })
}

/** From now on no file is opened but in these folders; what is open stays open. */
export async function lockDuckDB(instance: DuckDBInstance, folders: string[]): Promise<void> {
  const connection = await instance.connect()
  try {
    const all = folders.map((folder) => literal(folder.endsWith('/') ? folder : `${folder}/`))
    await connection.run(`SET allowed_directories = [${all.join(', ')}]`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
  } finally {
    connection.closeSync()
  }
}

/** A text of our own, never of a reader: those are bound. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
