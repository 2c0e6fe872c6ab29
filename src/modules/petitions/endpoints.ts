import { page } from '#kernel/http/endpoint.ts'
import { byNumber } from './fields.ts'
import { findPetition } from './find-petition.ts'
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
})

export const endpoints = [showPetition]
