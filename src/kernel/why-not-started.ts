import { ConfigError } from '#kernel/config/config.ts'
import { MigrationError } from '#kernel/database/migrate.ts'

const DATABASE = 'DATABASE_URL'

/** SQLSTATEs that an installation can mend, not the code. */
const refusals: Record<string, string> = {
  '28P01': `the database refuses the user or the password; expected those of ${DATABASE} to be right`,
  '28000': `the database refuses the user; expected pg_hba.conf to let the user of ${DATABASE} in`,
  '3D000': `expected the database that ${DATABASE} names to exist: createdb --owner=USER --encoding=UTF8 NAME`,
  '42501': `the user of ${DATABASE} may not do this; expected it to own the database`,
  '53100': 'the disk of the database is full; expected room for it to write',
  '53300': 'the database has no connection left; expected max_connections to allow 30 for each process',
  '57P03': 'the database is starting or ending; try again in a moment',
}

/** System errors by what was tried; `connect` also covers a name that nobody knows. */
const failures: Record<string, (error: SystemError) => string> = {
  listen: ({ code, address, port }) =>
    code === 'EADDRINUSE'
      ? `PORT ${port} on ${address} is taken by another program; expected a free one, for example PORT=${(port ?? 0) + 1}`
      : code === 'EACCES'
        ? `PORT ${port} may not be used; expected one above 1023, or the right to open it`
        : `HOST ${address} is no address of this machine; expected one, for example 127.0.0.1 or 0.0.0.0`,
  connect: ({ address, port }) =>
    `nobody answers at ${address}${port ? `:${port}` : ''}; expected PostgreSQL there, as ${DATABASE} says`,
  getaddrinfo: ({ hostname }) =>
    `nobody knows the name ${hostname}; expected HOST, ${DATABASE} and DATABASE_DIRECT_URL to name what exists`,
}

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
 * @returns null for what only a programmer can mend: show it whole
 */
export function whyNotStarted(error: unknown): string | null {
  if (error instanceof MigrationError && error.cause)
    return `${error.message}. ${whyNotStarted(error.cause) ?? ''}`.trim()
  if (error instanceof ConfigError || error instanceof MigrationError) return error.message
  if (!(error instanceof Error)) return null
  // A name with an IPv4 and an IPv6 address fails twice.
  const cause = (error instanceof AggregateError ? error.errors[0] : error) as SystemError
  const { code = '', syscall = '', path, message } = cause
  if (message.startsWith('unsupported startup parameter'))
    return `${DATABASE} leads to a pooler; expected DATABASE_DIRECT_URL as well, with the address of PostgreSQL itself.`
  if (message.startsWith('timeout expired') || message.startsWith('timeout exceeded'))
    return `The database does not answer in time; expected PostgreSQL where ${DATABASE} says.`
  if (message.startsWith('Connection terminated'))
    return 'The database ended in the middle of it; its log says why (of the embedded one: PUNTE_DATA_DIR/postgres/start.log). Is the disk full?'
  const said = refusals[code]
  if (said) return `${message}: ${said}.`
  if (path !== undefined && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code))
    return `${path} cannot be written (${code}); expected PUNTE_DATA_DIR and PUNTE_SECRETS_DIR to be folders that this user may write.`
  if (code === 'ENOSPC') return `The disk is full${path ? ` at ${path}` : ''}; expected room in PUNTE_DATA_DIR.`
  const failed = failures[syscall]?.(cause)
  return failed ? `${failed} (${code}).` : null
}
