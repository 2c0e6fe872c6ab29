import type { Context } from '#kernel/http/context.ts'
import type { Known } from '../catalogue/find/catalogue-index.ts'
import { freshIndex } from '../catalogue/find/fresh-index.ts'
import type { DatasetListItem } from '../catalogue/find/replies.ts'
import { listItems } from '../catalogue/find/search-datasets.ts'

const MOST_WORDS = 12
const SHOWN = 5
/** Words with fewer letters carry no meaning. */
const LEAST_LETTERS = 4

/** Published datasets in which half of the words of a title occur, those with the most first: they may be what is wished for. */
export async function similarDatasets(ctx: Context, title: string): Promise<DatasetListItem[]> {
  const words = [...new Set(title.match(/[\p{L}\p{N}]+/gu) ?? [])]
    .filter((word) => word.length >= LEAST_LETTERS)
    .slice(0, MOST_WORDS)
  const index = await freshIndex(ctx.db)
  const found = new Map<Known, number>()
  for (const word of words) for (const known of index.matching(word)) found.set(known, (found.get(known) ?? 0) + 1)
  const enough = [...found].filter(([, count]) => count * 2 >= words.length)
  return listItems(
    ctx,
    enough
      .sort(([, a], [, b]) => b - a)
      .slice(0, SHOWN)
      .map(([known]) => known),
  )
}
