import Type from 'typebox'
import { action, page } from '#kernel/http/endpoint.ts'
import { byNumber } from '../fields.ts'
import { petitionPath } from '../petition.ts'
import { afterId, byId, byNumberAndId, organisationForm, removalForm } from './fields.ts'
import { findOrganisationForm, findOrganisationToRemove, listOrganisationsToCheck } from './find-organisations.ts'
import { OrganisationPage } from './pages/organisation-page.tsx'
import { OrganisationRemovalPage } from './pages/organisation-removal-page.tsx'
import { OrganisationsToCheckPage } from './pages/organisations-to-check-page.tsx'
import { removeOrganisation } from './remove-organisation.ts'
import { OrganisationFormView, OrganisationRemovalView, OrganisationsToCheckView } from './replies.ts'
import { supportAsOrganisation, withdrawOrganisation } from './support-as-organisation.ts'

const showOrganisationForm = page({
  name: 'showOrganisationForm',
  path: '/petitions/:number/supporting-organisation',
  params: byNumber,
  audience: 'personal',
  reply: OrganisationFormView,
  load: (ctx, { number }) => findOrganisationForm(ctx, number),
  html: (reply, view, form) => OrganisationPage({ reply, view, form }),
  unlisted: true,
})

const postOrganisation = action({
  name: 'supportAsOrganisation',
  path: '/petitions/:number/supporting-organisation',
  params: byNumber,
  audience: 'personal',
  body: organisationForm,
  reply: OrganisationFormView,
  run: async (ctx, { number }, body) => {
    await supportAsOrganisation(ctx, number, body)
    return findOrganisationForm({ ...ctx, db: ctx.tx }, number)
  },
  form: showOrganisationForm,
  done: ({ petition }) => `${petitionPath(petition)}/supporting-organisation`,
})

const showOrganisation = page({
  name: 'showSupportingOrganisation',
  path: '/petitions/:number/supporting-organisations/:id/removal',
  params: byNumberAndId,
  audience: 'personal',
  reply: OrganisationRemovalView,
  load: findOrganisationToRemove,
  html: (reply, view, form) => OrganisationRemovalPage({ reply, view, form }),
  unlisted: true,
})

const postRemoval = action({
  name: 'removeSupportingOrganisation',
  path: '/petitions/:number/supporting-organisations/:id/removal',
  params: byNumberAndId,
  audience: 'personal',
  body: removalForm,
  reply: Type.Object({}),
  run: async (ctx, params, body) => {
    await removeOrganisation(ctx, params, body)
    return {}
  },
  form: showOrganisation,
  done: () => '/work/supporting-organisations',
})

const postWithdrawal = action({
  name: 'withdrawSupportingOrganisation',
  path: '/petitions/:number/supporting-organisation/withdrawal',
  params: byNumber,
  audience: 'personal',
  body: byId,
  reply: OrganisationFormView,
  run: async (ctx, { number }, { id }) => {
    await withdrawOrganisation(ctx, number, id)
    return findOrganisationForm({ ...ctx, db: ctx.tx }, number)
  },
  form: showOrganisationForm,
  done: ({ petition }) => `${petitionPath(petition)}/supporting-organisation`,
})

const showOrganisationsToCheck = page({
  name: 'listSupportingOrganisations',
  path: '/work/supporting-organisations',
  query: afterId,
  audience: 'personal',
  reply: OrganisationsToCheckView,
  load: (ctx, _params, query) => listOrganisationsToCheck(ctx, query),
  html: (reply, view) => OrganisationsToCheckPage({ reply, view }),
  unlisted: true,
})

export const organisationEndpoints = [
  showOrganisationForm,
  postOrganisation,
  postWithdrawal,
  showOrganisation,
  postRemoval,
  showOrganisationsToCheck,
]
