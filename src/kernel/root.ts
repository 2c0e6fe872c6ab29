import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project: the nearest one above the running file whose package.json is named "punte". */
export const root: string = findRoot(path.dirname(fileURLToPath(import.meta.url)))

function findRoot(folder: string): string {
  const file = path.join(folder, 'package.json')
  if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'punte') return folder
  const above = path.dirname(folder)
  if (above === folder) throw new Error('punte: no package.json of the project above the running file')
  return findRoot(above)
}
