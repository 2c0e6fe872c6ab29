import { defineModule, joinParts, type Part } from '#kernel/module.ts'
import { blueprints } from './blueprints.ts'
import { demo } from './demo/part.ts'
import { ideas } from './ideas/part.ts'
import { ideasDiscussion } from './ideas-discussion.ts'
import { methods } from './methods.ts'
import { money } from './money/part.ts'
import { result } from './result/part.ts'
import { review } from './review/part.ts'
import { tokens } from './tokens/part.ts'
import { vote } from './vote/part.ts'

const parts: Part[] = [money, ideas, review, vote, tokens, result, demo]

export default defineModule({
  name: 'budgeting',
  methods,
  blueprints,
  discussable: [ideasDiscussion],
  ...joinParts(parts),
})
