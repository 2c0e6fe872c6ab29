import type { Db } from '#kernel/database/database.ts'
import { countComments } from './store.ts'

/** How many comments and answers a subject's page tells of. @param subjectId its id in the room */
export async function commentsLine(db: Db, subjectId: string): Promise<number> {
  return (await countComments(db, subjectId)).reduce((sum, { count }) => sum + count, 0)
}
