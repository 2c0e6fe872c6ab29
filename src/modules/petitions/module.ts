import { defineModule, joinParts, type Part } from '#kernel/module.ts'
import { acts } from './acts/part.ts'
import { answering } from './answering/part.ts'
import { answersCiting } from './answers-citing.ts'
import { petitionsCiting } from './citing.ts'
import { seedDemoPetitions } from './demo/seed-petitions.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './entry-kinds.ts'
import { find } from './find/part.ts'
import { foldLag } from './fold-lag.ts'
import { petitionNews, petitionsToFollow } from './following.ts'
import { fraud } from './fraud/part.ts'
import { changedLately } from './home/changed-lately.ts'
import { gatheringNow } from './home/gathering-now.ts'
import { petitionFigures } from './home/in-figures.ts'
import { moderation } from './moderation/part.ts'
import { overdueNow, owed } from './owed/part.ts'
import { ownData } from './own/part.ts'
import { paper } from './paper/part.ts'
import { personalData } from './personal-data.ts'
import { recounting } from './recount/part.ts'
import { seedDemo } from './seed-demo.ts'
import { signing } from './signing/part.ts'
import { start } from './start/part.ts'
import { statistics } from './statistics/part.ts'
import { tour } from './tour/part.ts'

const reading: Part = {
  endpoints,
  seed: [
    { name: 'petitions.demo', demo: true, run: seedDemo },
    { name: 'petitions.demo-crowd', demo: true, run: seedDemoPetitions },
  ],
}
// In this order: '/petitions/new' must be known before '/petitions/:number' is read as a number, and the search's first listing comes
// last, because it reads what the others seeded.
const parts: Part[] = [
  start,
  reading,
  signing,
  moderation,
  answering,
  statistics,
  ownData,
  owed,
  fraud,
  paper,
  recounting,
  tour,
  acts,
  find,
]

/** What belongs to no part. */
const own: Part = {
  personalData,
  ledgerEntries,
  followable: [petitionsToFollow],
  citing: [petitionsCiting, answersCiting],
  news: [petitionNews],
  gauges: [
    {
      name: 'punte_petitions_fold_lag_seconds',
      help: 'Age of the counts of signatures that pages show.',
      about: 'petitions.gauge.fold-lag',
      read: foldLag,
    },
  ],
}

export default defineModule({
  name: 'petitions',
  nav: [
    { path: '/petitions', label: 'petitions.nav' },
    { path: '/petitions/statistics', label: 'petitions.statistics.nav' },
  ],
  ...joinParts([own, ...parts]),
  home: [gatheringNow, changedLately, overdueNow],
  homeActs: [{ path: '/petitions/new', label: 'petitions.home.act' }],
  homeFigures: petitionFigures,
})
