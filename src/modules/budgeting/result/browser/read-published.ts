import { MOST_IN_PART } from '../../paper/paper.ts'
import type { PaperView } from '../../paper/replies.ts'
import type { ResultView } from '../replies.ts'

/** Where the published result, the list of ballots and that of ballots of paper are. */
export interface ToRecount {
  result: string
  ballots: string
  paper: string
}

/** Everything that a vote is counted again from. @param textAt what an address answers @throws Error where one does not answer */
export async function readPublished(at: ToRecount, textAt: (path: string) => Promise<string>) {
  const [text, csv] = await Promise.all([textAt(at.result), textAt(at.ballots)])
  const result: ResultView = JSON.parse(text)
  const paper: string[][] = []
  // Each part is read with all that the page says of paper: few large ones.
  const parts = `${at.paper}?size=${MOST_IN_PART}`
  for (let path = result.paperBallots > 0 ? parts : null; path !== null; ) {
    const { items, next }: PaperView = JSON.parse(await textAt(path))
    paper.push(...items.map(({ marks }) => marks))
    path = next && `${parts}&after=${next}`
  }
  return { result, csv, paper }
}
