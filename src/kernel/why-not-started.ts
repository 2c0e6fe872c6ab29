import { ConfigError } from '#kernel/config/config.ts'
import { MigrationError } from '#kernel/database/migrate.ts'

/** SQLSTATEs that an installation can mend, not the code. @param database the setting that leads to it */
const refusals: Record<string, (database: string) => string> = {
  '28P01': (database) => `the database refuses the user or the password; expected those of ${database} to be right`,
  '28000': (database) => `the database refuses the user; expected pg_hba.conf to let the user of ${database} in`,
  '3D000': (database) =>
    `expected the database that ${database} names to exist: createdb --owner=USER --encoding=UTF8 NAME`,
  '42501': (database) => `the user of ${database} may not do this; expected it to own the database`,
  '25006': (database) => `the database that ${database} names only reads; expected one that writes`,
  '53100': () => 'the disk of the database is full; expected room for it to write',
  '53300': () => 'the database has no connection left; expected max_connections to allow 30 for each process',
  '57P03': () => 'the database is starting or ending; try again in a moment',
}

/** System errors by what was tried; `connect` also covers a name that nobody knows. */
const failures: Record<string, (error: SystemError, database: string) => string> = {
  listen: ({ code, address, port }) =>
    code === 'EADDRINUSE'
      ? `PORT ${port} on ${address} is taken by another program; expected a free one, for example PORT=${(port ?? 0) + 1}`
      : code === 'EACCES'
        ? `PORT ${port} may not be used; expected one above 1023, or the right to open it`
        : `HOST ${address} is no address of this machine; expected one, for example 127.0.0.1 or 0.0.0.0`,
  connect: ({ address, port }, database) =>
    `nobody answers at ${address}${port ? `:${port}` : ''}; expected PostgreSQL there, as ${database} says`,
  getaddrinfo: ({ hostname }) =>
    `nobody knows the name ${hostname}; expected HOST, DATABASE_URL and DATABASE_DIRECT_URL to name what exists`,
}

/** What happens to a folder or file that is not what it should be. */
const PLACES = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOENT', 'ENAMETOOLONG', 'ELOOP']

interface SystemError extends Error {
  code?: string
  syscall?: string
  path?: string
  address?: string
  port?: number
  hostname?: string
}

/**
 * What stopped a start, in a line for the person at the terminal: the setting or thing, its value, what is expected.
 *
 * @param database the setting that leads to the database that was asked
 * @returns null for what only a programmer can mend: show it whole
 */
export function whyNotStarted(error: unknown, database = 'DATABASE_URL'): string | null {
  if (error instanceof MigrationError && error.cause)
    return `${error.message}. ${whyNotStarted(error.cause, database) ?? ''}`.trim()
  if (error instanceof ConfigError || error instanceof MigrationError) return error.message
  if (!(error instanceof Error)) return null
  // A name with an IPv4 and an IPv6 address fails twice.
  const cause = (error instanceof AggregateError ? error.errors[0] : error) as SystemError
  const { code = '', syscall = '', path, message } = cause
  if (message.startsWith('unsupported startup parameter'))
    return `${database} leads to a pooler; expected DATABASE_DIRECT_URL as well, with the address of PostgreSQL itself.`
  if (message.startsWith('timeout expired') || message.startsWith('timeout exceeded'))
    return `The database does not answer in time; expected PostgreSQL where ${database} says.`
  if (message.startsWith('Connection terminated'))
    return 'The database ended in the middle of it; its log says why (of the embedded one: PUNTE_DATA_DIR/postgres/start.log). Is the disk full?'
  if (message.startsWith('The server does not support SSL'))
    return `The database does not speak TLS; expected ${database} without sslmode, or with sslmode=disable.`
  if (/CERT|^UNABLE_TO_/.test(code))
    return `The certificate of the database is not trusted (${code}); expected ${database} to end in ?sslmode=verify-full&sslrootcert=FILE.`
  const said = refusals[code]?.(database)
  if (said) return `${message}: ${said}.`
  if (path !== undefined && PLACES.includes(code))
    return `${path} cannot be read or written (${code}); expected PUNTE_DATA_DIR and PUNTE_SECRETS_DIR to be folders that this user may write.`
  if (code === 'ENOSPC') return `The disk is full${path ? ` at ${path}` : ''}; expected room in PUNTE_DATA_DIR.`
  const failed = failures[syscall]?.(cause, database)
  return failed ? `${failed} (${code}).` : null
}
