import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import { noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, type Page, page, resource } from '#kernel/http/endpoint.ts'
import { ideaPath } from '../idea.ts'
import { whileIdeaStands, whileIdeasListed } from '../kept-while.ts'
import { adaptIdea, showAdapting, showEarlierTexts } from './adapt-idea.ts'
import { appealHiding, decideHidingAppeal, showHidingAppeal } from './appeal-hiding.ts'
import { answerInvitation, dismissCoAuthor, inviteCoAuthor, showInvitation } from './co-authors.ts'
import {
  adaptForm,
  answerForm,
  byNumber,
  byPicture,
  bySize,
  byToken,
  hidingAnswerForm,
  hidingAppealForm,
  ideaForm,
  invitationForm,
  inviteForm,
  listQuery,
  newQuery,
  offerForm,
  pictureForm,
  queueQuery,
  reasonForm,
  supportForm,
} from './fields.ts'
import { hideIdea } from './hide-idea.ts'
import { listIdeas } from './list-ideas.ts'
import { mapIdeas } from './map.ts'
import { answerOffer, offerMerge, withdrawOffer } from './merge-ideas.ts'
import { listForModeration, showForModeration } from './moderate.ts'
import { AdaptPage, EarlierTextsPage } from './pages/adapt-page.tsx'
import { HidingAppealPage } from './pages/hiding-appeal-page.tsx'
import { IdeaMapPage } from './pages/idea-map-page.tsx'
import { IdeaPage } from './pages/idea-page.tsx'
import { IdeasPage } from './pages/ideas-page.tsx'
import { InvitationPage } from './pages/invitation-page.tsx'
import { DESK, HidingPage, IdeaQueuePage } from './pages/moderation-pages.tsx'
import { MyIdeaPage } from './pages/my-idea-page.tsx'
import { MyIdeasPage } from './pages/my-ideas-page.tsx'
import { NewIdeaPage } from './pages/new-idea-page.tsx'
import { PicturesPage } from './pages/pictures-page.tsx'
import { SupportPage } from './pages/support-page.tsx'
import { addIdeaPicture, MAX_PICTURE_BYTES, removeIdeaPicture, sendPicture, showOwnPictures } from './pictures.ts'
import { proposeIdea } from './propose-idea.ts'
import {
  AdaptView,
  EarlierTexts,
  HidingAppealView,
  HidingView,
  IdeaAddress,
  IdeaList,
  IdeaMap,
  IdeaQueue,
  IdeaRef,
  IdeaView,
  InvitationView,
  MyIdea,
  MyIdeas,
  NewIdeaView,
  OwnPictures,
  SupportView,
} from './replies.ts'
import { showIdea } from './show-idea.ts'
import { listOwnIdeas, showNewIdea, showOwnIdea, showSupport } from './show-own.ts'
import { supportIdea, withdrawSupport } from './support-idea.ts'
import { withdrawIdea } from './withdraw-idea.ts'

const showList = page({
  name: 'listIdeas',
  path: '/processes/:number/ideas',
  params: byNumber,
  query: listQuery,
  reply: IdeaList,
  load: listIdeas,
  html: (reply, view) => IdeasPage({ reply, view }),
  keptWhile: ({ process, items, query }) => whileIdeasListed(process.number, items, query.sort === 'supported'),
})

const showOne = page({
  name: 'showIdea',
  path: '/ideas/:number',
  params: byNumber,
  reply: IdeaView,
  load: showIdea,
  html: (reply, view) => IdeaPage({ reply, view }),
  keptWhile: whileIdeaStands,
  canonical: ideaPath,
})

const showNew = page({
  name: 'showNewIdea',
  path: '/processes/:number/ideas/new',
  params: byNumber,
  audience: 'personal',
  query: newQuery,
  reply: NewIdeaView,
  load: showNewIdea,
  html: (reply, view, form) => NewIdeaPage({ reply, view, form }),
  unlisted: true,
})

const postNew = action({
  name: 'proposeIdea',
  path: '/processes/:number/ideas',
  params: byNumber,
  audience: 'personal',
  body: ideaForm,
  repeat: 'key',
  status: 201,
  reply: IdeaAddress,
  run: (ctx, { number }, body) => proposeIdea(ctx, number, body),
  form: showNew,
  done: ideaPath,
})

const showSupporting = page({
  name: 'showIdeaSupport',
  path: '/ideas/:number/support',
  params: byNumber,
  audience: 'personal',
  reply: SupportView,
  load: showSupport,
  html: (reply, view, form) => SupportPage({ reply, view, form }),
  unlisted: true,
})

const showMine = page({
  name: 'listMyIdeas',
  path: '/account/ideas',
  audience: 'personal',
  reply: MyIdeas,
  load: listOwnIdeas,
  html: (reply, view) => MyIdeasPage({ reply, view }),
  unlisted: true,
})

const showOwn = page({
  name: 'showMyIdea',
  path: '/ideas/:number/mine',
  params: byNumber,
  audience: 'personal',
  reply: MyIdea,
  load: showOwnIdea,
  html: (reply, view, form) => MyIdeaPage({ reply, view, form }),
  unlisted: true,
})

const showQueue = page({
  name: 'listIdeasForModeration',
  path: DESK,
  audience: 'personal',
  query: queueQuery,
  reply: IdeaQueue,
  load: (ctx, _params, query) => listForModeration(ctx, query),
  html: (reply, view) => IdeaQueuePage({ reply, view }),
  unlisted: true,
})

const showHiding = page({
  name: 'showIdeaForModeration',
  path: `${DESK}/:number`,
  params: byNumber,
  audience: 'personal',
  reply: HidingView,
  load: showForModeration,
  html: (reply, view, form) => HidingPage({ reply, view, form }),
  unlisted: true,
})

const postHiding = action({
  name: 'hideIdea',
  path: `${DESK}/:number`,
  params: byNumber,
  audience: 'personal',
  body: reasonForm,
  reply: IdeaRef,
  run: (ctx, { number }, { reason }) => hideIdea(ctx, number, reason),
  form: showHiding,
  done: ({ number }) => `${DESK}/${number}`,
})

const postHidingAnswer = action({
  name: 'decideHidingAppeal',
  path: `${DESK}/:number/appeal`,
  params: byNumber,
  audience: 'personal',
  body: hidingAnswerForm,
  reply: IdeaRef,
  run: (ctx, { number }, body) => decideHidingAppeal(ctx, number, body),
  form: showHiding,
  done: ({ number }) => `${DESK}/${number}`,
})

const showMap = page({
  name: 'mapIdeas',
  path: '/processes/:number/ideas/map',
  params: byNumber,
  reply: IdeaMap,
  load: mapIdeas,
  html: (reply, view) => IdeaMapPage({ reply, view }),
})

const showTexts = page({
  name: 'listEarlierTexts',
  path: '/ideas/:number/earlier-texts',
  params: byNumber,
  reply: EarlierTexts,
  load: showEarlierTexts,
  html: (reply, view) => EarlierTextsPage({ reply, view }),
})

const showAdapt = page({
  name: 'showIdeaText',
  path: '/ideas/:number/text',
  params: byNumber,
  audience: 'personal',
  reply: AdaptView,
  load: showAdapting,
  html: (reply, view, form) => AdaptPage({ reply, view, form }),
  unlisted: true,
})

const showPictures = page({
  name: 'listOwnPictures',
  path: '/ideas/:number/pictures',
  params: byNumber,
  audience: 'personal',
  reply: OwnPictures,
  load: showOwnPictures,
  html: (reply, view, form) => PicturesPage({ reply, view, form }),
  unlisted: true,
})

const postPicture = action({
  name: 'addIdeaPicture',
  path: '/ideas/:number/pictures',
  params: byNumber,
  audience: 'personal',
  multipart: true,
  // A program sends base64, a third more.
  bodyLimit: Math.ceil(MAX_PICTURE_BYTES * 1.34) + 100_000,
  body: pictureForm(MAX_PICTURE_BYTES),
  reply: IdeaRef,
  status: 201,
  run: (ctx, { number }, body) => addIdeaPicture(ctx, number, body),
  form: showPictures,
  done: ({ number }) => `/ideas/${number}/pictures`,
})

/** Something that is listed on a page of one's own idea, and goes. */
function removal(
  name: string,
  path: string,
  form: Page<any, any, any>,
  run: (ctx: WriteContext, number: number, id: string) => Promise<{ number: number }>,
) {
  return action({
    name,
    path: `/ideas/:number/${path}/:id/removal`,
    params: byPicture,
    audience: 'personal',
    body: noFields,
    reply: IdeaRef,
    run: (ctx, { number, id }) => run(ctx, number, id),
    form,
    done: ({ number }) => form.path.replace(':number', String(number)),
  })
}

const sendOne = resource({
  name: 'sendIdeaPicture',
  path: '/ideas/:number/pictures/:id/:name',
  params: bySize,
  contentType: 'application/octet-stream',
  load: sendPicture,
})

const showInvited = page({
  name: 'showCoAuthorInvitation',
  path: '/co-authors/:token',
  params: byToken,
  audience: 'personal',
  reply: InvitationView,
  load: showInvitation,
  html: (reply, view, form) => InvitationPage({ reply, view, form }),
  unlisted: true,
})

const postInvited = action({
  name: 'answerCoAuthorInvitation',
  path: '/co-authors/:token',
  params: byToken,
  audience: 'personal',
  body: invitationForm,
  reply: IdeaAddress,
  run: answerInvitation,
  form: showInvited,
  done: ideaPath,
})

const showHidden = page({
  name: 'showHidingAppeal',
  path: '/ideas/:number/hiding-appeal',
  params: byNumber,
  audience: 'personal',
  reply: HidingAppealView,
  load: showHidingAppeal,
  html: (reply, view, form) => HidingAppealPage({ reply, view, form }),
  unlisted: true,
})

/** What a person does with one idea; the page where its form stands is also where it leads. */
function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  form: Page<any, any, any>,
  run: (ctx: WriteContext, number: number, body: FormValue<B>) => Promise<{ number: number }>,
) {
  return action({
    name,
    path: `/ideas/:number/${path}`,
    params: byNumber,
    audience: 'personal',
    body,
    reply: IdeaRef,
    run: (ctx, { number }, value) => run(ctx, number, value),
    form,
    done: ({ number }) => form.path.replace(':number', String(number)),
  })
}

export const endpoints = [
  showList,
  showMap,
  showOne,
  showNew,
  postNew,
  showSupporting,
  act('supportIdea', 'support', supportForm, showSupporting, supportIdea),
  act('withdrawIdeaSupport', 'withdrawn-support', noFields, showSupporting, (ctx, number) =>
    withdrawSupport(ctx, number),
  ),
  showMine,
  showOwn,
  act('withdrawIdea', 'withdrawal', noFields, showOwn, (ctx, number) => withdrawIdea(ctx, number)),
  act('offerMerge', 'merge-offer', offerForm, showOwn, (ctx, number, { into }) => offerMerge(ctx, number, into)),
  act('withdrawMergeOffer', 'withdrawn-merge-offer', noFields, showOwn, (ctx, number) => withdrawOffer(ctx, number)),
  act('answerMergeOffer', 'merge-answers', answerForm, showOwn, answerOffer),
  showTexts,
  showAdapt,
  act('adaptIdea', 'text', adaptForm, showAdapt, adaptIdea),
  showPictures,
  postPicture,
  removal('removeIdeaPicture', 'pictures', showPictures, removeIdeaPicture),
  sendOne,
  act('inviteCoAuthor', 'co-authors', inviteForm, showOwn, inviteCoAuthor),
  removal('dismissCoAuthor', 'co-authors', showOwn, dismissCoAuthor),
  showInvited,
  postInvited,
  showHidden,
  act('appealHiding', 'hiding-appeal', hidingAppealForm, showHidden, appealHiding),
  showQueue,
  showHiding,
  postHiding,
  postHidingAnswer,
]
