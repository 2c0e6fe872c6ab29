import { defineModule, joinParts, type Part } from '#kernel/module.ts'
import { blueprints } from './blueprints.ts'
import { demo } from './demo/part.ts'
import { ideas } from './ideas/part.ts'
import { ideasDiscussion } from './ideas-discussion.ts'
import { ideaNews, ideasToFollow } from './ideas-following.ts'
import { methods } from './methods.ts'
import { money } from './money/part.ts'
import { result } from './result/part.ts'
import { review } from './review/part.ts'
import { vote } from './vote/part.ts'

const parts: Part[] = [money, ideas, review, vote, result, demo]

export default defineModule({
  name: 'budgeting',
  methods,
  blueprints,
  discussable: [ideasDiscussion],
  followable: [ideasToFollow],
  news: [ideaNews],
  ...joinParts(parts),
})
