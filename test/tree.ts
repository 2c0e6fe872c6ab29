import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Writes small files below a temporary folder, for what reads a repository, and removes them afterwards. */
export async function inTree<Result>(
  files: Record<string, string>,
  use: (root: string) => Result | Promise<Result>,
): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), 'punte-tree-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), text)
    }
    return await use(root)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
