import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

declare module '#kernel/http/context.ts' {
  interface Services {
    /** Names of the schemas that our migrations made. Others of the same database are somebody else's. */
    ownSchemas(): Promise<string[]>
  }
}

/** Schemas that the migrations of a folder make, and `kernel`, which whoever runs them makes first. */
export async function schemasOf(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
  const sources = await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')))
  const made = sources.flatMap((source) =>
    [...source.matchAll(/^CREATE SCHEMA (\w+)/gm)].map(([, name]) => name as string),
  )
  return ['kernel', ...made].sort()
}
