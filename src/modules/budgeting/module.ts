import { defineModule, joinParts, type Part } from '#kernel/module.ts'
import { again } from './again/part.ts'
import { answers } from './answers/part.ts'
import { blueprints } from './blueprints.ts'
import { foldCounts } from './counts.ts'
import { delivery } from './delivery/part.ts'
import { demo } from './demo/part.ts'
import { evaluation } from './evaluation/part.ts'
import { ideas } from './ideas/part.ts'
import { ideasCiting } from './ideas-citing.ts'
import { ideasDiscussion } from './ideas-discussion.ts'
import { ideaNews, ideasToFollow } from './ideas-following.ts'
import { imported } from './imported/part.ts'
import { methods } from './methods.ts'
import { money } from './money/part.ts'
import { needs } from './needs/part.ts'
import { ownData } from './own/part.ts'
import { paper } from './paper/part.ts'
import { recounting } from './recount/part.ts'
import { ideaVeils } from './rehearsal/veils.ts'
import { result } from './result/part.ts'
import { review } from './review/part.ts'
import { scans } from './scans/part.ts'
import { statistics } from './statistics/part.ts'
import { tokens } from './tokens/part.ts'
import { visits } from './visits/part.ts'
import { vote } from './vote/part.ts'

const parts: Part[] = [
  money,
  needs,
  ideas,
  review,
  answers,
  vote,
  tokens,
  paper,
  scans,
  result,
  again,
  delivery,
  evaluation,
  imported,
  visits,
  statistics,
  ownData,
  recounting,
  demo,
]

/** What belongs to no part. */
const counting: Part = { timers: [{ name: 'budgeting.fold-counts', everySeconds: 2, run: foldCounts }] }

export default defineModule({
  name: 'budgeting',
  methods,
  blueprints,
  discussable: [ideasDiscussion],
  followable: [ideasToFollow],
  citing: [ideasCiting],
  news: [ideaNews],
  veils: ideaVeils,
  ...joinParts([counting, ...parts]),
})
