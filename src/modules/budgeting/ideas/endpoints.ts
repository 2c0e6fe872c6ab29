import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import { noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { ideaPath } from '../idea.ts'
import { whileIdeaStands, whileIdeasListed } from '../kept-while.ts'
import { answerForm, byNumber, ideaForm, listQuery, newQuery, offerForm, queueQuery, reasonForm } from './fields.ts'
import { hideIdea } from './hide-idea.ts'
import { listIdeas } from './list-ideas.ts'
import { answerOffer, offerMerge, withdrawOffer } from './merge-ideas.ts'
import { listForModeration, showForModeration } from './moderate.ts'
import { IdeaPage } from './pages/idea-page.tsx'
import { IdeasPage } from './pages/ideas-page.tsx'
import { DESK, HidingPage, IdeaQueuePage } from './pages/moderation-pages.tsx'
import { MyIdeaPage } from './pages/my-idea-page.tsx'
import { MyIdeasPage } from './pages/my-ideas-page.tsx'
import { NewIdeaPage } from './pages/new-idea-page.tsx'
import { SupportPage } from './pages/support-page.tsx'
import { proposeIdea } from './propose-idea.ts'
import {
  HidingView,
  IdeaAddress,
  IdeaList,
  IdeaQueue,
  IdeaRef,
  IdeaView,
  MyIdea,
  MyIdeas,
  NewIdeaView,
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

/** What a person does with one idea; the page where its form stands is also where it leads. */
function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  form: typeof showSupporting | typeof showOwn,
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
  showOne,
  showNew,
  postNew,
  showSupporting,
  act('supportIdea', 'support', noFields, showSupporting, (ctx, number) => supportIdea(ctx, number)),
  act('withdrawIdeaSupport', 'withdrawn-support', noFields, showSupporting, (ctx, number) =>
    withdrawSupport(ctx, number),
  ),
  showMine,
  showOwn,
  act('withdrawIdea', 'withdrawal', noFields, showOwn, (ctx, number) => withdrawIdea(ctx, number)),
  act('offerMerge', 'merge-offer', offerForm, showOwn, (ctx, number, { into }) => offerMerge(ctx, number, into)),
  act('withdrawMergeOffer', 'withdrawn-merge-offer', noFields, showOwn, (ctx, number) => withdrawOffer(ctx, number)),
  act('answerMergeOffer', 'merge-answers', answerForm, showOwn, answerOffer),
  showQueue,
  showHiding,
  postHiding,
]
