import type { DuckDBInstance } from '@duckdb/node-api'

/** A DuckDB in memory that reads and writes within a few folders and nowhere else, and whose configuration nothing changes any more. */
export async function lockedDuckDB(options: {
  /** The only folders it ever touches. */
  folders: string[]
  memoryMb: number
  threads: number
  /** Where it may put what does not fit into memory; must be one of the folders. Absent: what does not fit is an error. */
  scratch?: string
  /** Statements of our own that are run before the locks: what they open stays open. */
  before?: string
}): Promise<DuckDBInstance> {
  // 70 MB of native code that a process which is asked nothing about tables never needs.
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: `${options.memoryMb}MB`,
    temp_directory: options.scratch ?? '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'true',
  })
  const connection = await instance.connect()
  let isLocked = false
  try {
    if (options.before) await connection.run(options.before)
    const folders = options.folders.map((folder) => literal(folder.endsWith('/') ? folder : `${folder}/`))
    await connection.run(`SET allowed_directories = [${folders.join(', ')}]`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
    isLocked = true
  } finally {
    connection.closeSync()
    if (!isLocked) instance.closeSync()
  }
  return instance
}

/** A text of our own, never of a reader: those are bound. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
