import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { type CitedThing, type CitingText, type CitingTexts, citables, citingTexts } from './citing.ts'
import { linkedPaths } from './linked-paths.ts'
import { type Citation, type End, keepCitations } from './store.ts'

const BATCH = 200

/**
 * Reads the public texts of all rooms for links to what can be cited, and keeps what it found in place of what was found before. What
 * was hidden, withdrawn or reworded since is gone with the next round. An error keeps everything as it was.
 */
export async function gatherCitations(services: Services): Promise<void> {
  const { db, publicUrl, clock } = services
  const links: { from: End; path: string }[] = []
  for (const source of citingTexts(services))
    for await (const { html, ...text } of allTexts(services, source))
      for (const path of linkedPaths(html, publicUrl)) links.push({ from: { ...text, kind: source.kind }, path })
  const paths = [...new Set(links.map(({ path }) => path))]
  const found = new Map<string, Citation>()
  for (const { kind, named } of citables(services)) {
    const things = paths.length > 0 ? await named(db, paths) : new Map<string, CitedThing>()
    for (const { from, path } of links) {
      const to = things.get(path)
      if (to) found.set(`${from.kind} ${from.key} ${kind} ${to.key}`, { from, to: { ...to, kind } })
    }
  }
  await transact(db, (tx) => keepCitations(tx, [...found.values()], clock.now()))
}

async function* allTexts({ db }: Pick<Services, 'db'>, { read }: CitingTexts): AsyncGenerator<CitingText> {
  for (let after: string | null = null; ; ) {
    const texts: CitingText[] = await read(db, after, BATCH)
    yield* texts
    if (texts.length < BATCH) return
    after = (texts.at(-1) as CitingText).key
  }
}
