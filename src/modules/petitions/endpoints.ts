import { page } from '#kernel/http/endpoint.ts'
import { byNumber, listQuery } from './fields.ts'
import { findPetition } from './find-petition.ts'
import { listPetitions } from './list-petitions.ts'
import { ListPage } from './pages/list-page.tsx'
import { PetitionPage } from './pages/petition-page.tsx'
import { petitionPath } from './petition.ts'
import { PetitionList, PetitionView } from './replies.ts'

export const showPetitions = page({
  name: 'listPetitions',
  path: '/petitions',
  query: listQuery,
  reply: PetitionList,
  load: (ctx, _params, query) => listPetitions(ctx, query),
  html: (reply, view) => ListPage({ reply, view }),
})

export const showPetition = page({
  name: 'showPetition',
  path: '/petitions/:number',
  params: byNumber,
  reply: PetitionView,
  load: findPetition,
  html: (reply, view) => PetitionPage({ reply, view }),
  canonical: petitionPath,
})

export const endpoints = [showPetitions, showPetition]
