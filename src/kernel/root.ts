import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Absolute path of the repository. Bundles lie at several depths of dist/, so no path may be relative to the running
 * file; what is read at run time (migrations, assets, fonts) is read from here.
 */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)))

function findRoot(folder: string): string {
  const manifest = join(folder, 'package.json')
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'punte') return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('No folder above the running file has the package.json of punte.')
  return findRoot(parent)
}
