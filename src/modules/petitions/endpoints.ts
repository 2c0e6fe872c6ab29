import { page } from '#kernel/http/endpoint.ts'
import { byNumber } from './fields.ts'
import { findPetition } from './find-petition.ts'
import { whileCounted } from './kept-while.ts'
import { PetitionPage } from './pages/petition-page.tsx'
import { petitionPath } from './petition.ts'
import { PetitionView } from './replies.ts'

export const showPetition = page({
  name: 'showPetition',
  path: '/petitions/:number',
  params: byNumber,
  reply: PetitionView,
  load: findPetition,
  html: (reply, view) => PetitionPage({ reply, view }),
  canonical: petitionPath,
  // One that says that its counts are old says so no longer than they are.
  keptWhile: ({ number, count }) => (count.behind ? null : whileCounted(number)),
})

export const endpoints = [showPetition]
