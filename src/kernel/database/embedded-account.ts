import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '#kernel/config/config.ts'
import type { Binaries } from './embedded-binaries.ts'

export type PostgresHome = {
  /** The folder that holds data, log, port and password. */
  folder: string
  /** Who the server runs as; absent: whoever runs this process. */
  account: Account | undefined
  run(program: 'initdb' | 'pg_ctl', args: string[]): Promise<{ code: number; output: string }>
}

type Account = { uid: number; gid: number }

/** Where root keeps what the user `postgres` could not reach in a clone below a closed home. */
const SHARED_FOLDER = '/var/lib/punte'

/**
 * Decides who runs PostgreSQL and from where. PostgreSQL refuses to run as root; then the user `postgres` runs it, or
 * whoever owns the data already.
 * @throws ConfigError when there is no such user and none can be made, or when the data belongs to somebody else
 */
export async function findAccount(
  dataDir: string,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<PostgresHome> {
  if (process.getuid?.() !== 0) {
    await refuseForeignData(dataDir)
    return { folder: dataDir, account: undefined, run: runner(binaries.folder, undefined) }
  }
  const account = (await ownerOfData(dataDir)) ?? postgresAccount(log)
  const program = await reachableProgram(binaries, account, log)
  const folder = await reachableFolder(dataDir, account, log)
  return { folder, account, run: runner(program, account) }
}

async function refuseForeignData(dataDir: string): Promise<void> {
  const found = await stat(join(dataDir, 'data')).catch(() => undefined)
  if (!found || process.getuid === undefined || found.uid === process.getuid()) return
  throw new ConfigError(
    `The database in ${dataDir} belongs to another user (number ${found.uid}), who started Punte before. Start it as that user or as root, or set PUNTE_DATA_DIR to a folder of yours.`,
  )
}

async function ownerOfData(dataDir: string): Promise<Account | undefined> {
  const found = await stat(join(dataDir, 'data')).catch(() => undefined)
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined
}

function postgresAccount(log: (line: string) => void): Account {
  const known = lookUp()
  if (known) return known
  log('database: PostgreSQL must not run as root; making the user "postgres" …')
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const made = lookUp()
  if (made) return made
  throw new ConfigError(
    'PostgreSQL refuses to run as root, and there is no user "postgres" here and none could be made. Make one (useradd --system postgres), start Punte as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.',
  )
}

function lookUp(): Account | undefined {
  const ask = (flag: string) => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : undefined
  }
  const uid = ask('-u')
  const gid = ask('-g')
  return uid === undefined || gid === undefined ? undefined : { uid, gid }
}

async function reachableProgram(binaries: Binaries, account: Account, log: (line: string) => void): Promise<string> {
  const answers = (folder: string) =>
    spawnSync(join(folder, 'bin/postgres'), ['--version'], { ...account, cwd: '/' }).status === 0
  if (answers(binaries.folder)) return binaries.folder
  const copy = join(SHARED_FOLDER, binaries.label)
  if (answers(copy)) return copy
  log(`database: the user "postgres" cannot reach ${binaries.folder}; copying PostgreSQL to ${copy} …`)
  const unfinished = `${copy}.${process.pid}`
  await makeShared()
  await cp(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true })
  await openForReading(unfinished)
  await rm(copy, { recursive: true, force: true })
  await rename(unfinished, copy).catch(async (error) => {
    // Another process that starts at the same moment was faster.
    await rm(unfinished, { recursive: true, force: true })
    if (!answers(copy)) throw error
  })
  if (answers(copy)) return copy
  throw new ConfigError(`PostgreSQL does not run here: ${copy}/bin/postgres --version fails for the user "postgres".`)
}

/** A strict umask at installation must not follow into the copy. */
async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openForReading(path)
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) !== 0 ? 0o755 : 0o644)
  }
}

async function reachableFolder(dataDir: string, account: Account, log: (line: string) => void): Promise<string> {
  await chown(dataDir, account.uid, account.gid)
  const isHere = canWrite(dataDir, account)
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const folder = isHere ? dataDir : join(SHARED_FOLDER, `data-${name}`)
  await refuseHalfCopy(dataDir, folder)
  if (isHere) return dataDir
  log(`database: the user "postgres" cannot reach ${dataDir}; the data lies in ${folder}`)
  await makeShared()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chown(folder, account.uid, account.gid)
  await writeFile(join(dataDir, NOTE), `${folder}\n`)
  return folder
}

/** Stands in a data folder whose database lies elsewhere, and says where. */
const NOTE = 'database-lies-in'

/**
 * A restored copy must never become a new, empty installation: nobody would notice that everything is gone.
 * @throws ConfigError when the folder's own database cannot be reached, or lay elsewhere and was not copied
 */
async function refuseHalfCopy(dataDir: string, folder: string): Promise<void> {
  if (folder !== dataDir && (await holdsDatabase(dataDir)))
    throw new ConfigError(
      `The database in ${dataDir} cannot be reached by the user who runs PostgreSQL. Let it pass through the folders above (chmod o+x), or set PUNTE_DATA_DIR to a folder that it can reach.`,
    )
  const noted = (await readFile(join(dataDir, NOTE), 'utf8').catch(() => '')).trim()
  if (noted === '' || noted === folder || (await holdsDatabase(folder))) return
  throw new ConfigError(
    `The database of ${dataDir} lay in ${noted} and is not here. Restore it: mkdir -p ${folder} && cp -a ${noted}/. ${folder}/`,
  )
}

async function holdsDatabase(folder: string): Promise<boolean> {
  return stat(join(folder, 'data/PG_VERSION')).then(
    () => true,
    () => false,
  )
}

async function makeShared(): Promise<void> {
  await mkdir(SHARED_FOLDER, { recursive: true })
  await chmod(SHARED_FOLDER, 0o755)
}

function canWrite(folder: string, account: Account): boolean {
  const check = spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], { ...account, cwd: '/' })
  return check.status === 0
}

function runner(folder: string, account: Account | undefined): PostgresHome['run'] {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return (program, args) =>
    new Promise((resolve, reject) => {
      // pg_ctl gives the server a session of its own, so Ctrl-C at the terminal does not reach it.
      const child = spawn(join(folder, 'bin', program + suffix), args, {
        ...account,
        cwd: folder,
        env: cleanEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      })
      let output = ''
      child.stdout.on('data', (chunk) => {
        output += chunk
      })
      child.stderr.on('data', (chunk) => {
        output += chunk
      })
      child.on('error', reject)
      child.on('exit', (code) => resolve({ code: code ?? 1, output }))
    })
}

/** PGPORT, PGDATA and their like of the person at the terminal speak of another server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

/** @returns the last lines of a log, for an error message */
export async function tail(path: string, lines: number): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-lines).join('\n')
}
