import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { appealIdeaRefusal } from './appeal-refusal.ts'
import { askOpinion, askOpinionAgain } from './ask-opinion.ts'
import { costIdea } from './cost-idea.ts'
import { acceptIdea, refuseIdea, upholdRefusal } from './decide-idea.ts'
import {
  acceptForm,
  appealForm,
  askAgainForm,
  askForm,
  byAspect,
  byNumber,
  costForm,
  lacksInOpinion,
  namesForm,
  opinionForm,
  refuseForm,
  takeBackForm,
  upholdForm,
} from './fields.ts'
import { giveOpinion } from './give-opinion.ts'
import { listIdeaQueue } from './list-queue.ts'
import { nameIdea } from './name-idea.ts'
import { AppealPage } from './pages/appeal-page.tsx'
import { AskAgainPage } from './pages/ask-again-page.tsx'
import { AskPage } from './pages/ask-page.tsx'
import { CostPage } from './pages/cost-page.tsx'
import { AcceptPage, RefusePage, UpholdPage } from './pages/decide-pages.tsx'
import { IdeaDeskPage } from './pages/idea-desk-page.tsx'
import { NamesPage } from './pages/names-page.tsx'
import { OpinionPage } from './pages/opinion-page.tsx'
import { QueuePage } from './pages/queue-page.tsx'
import { TakeBackPage } from './pages/take-back-page.tsx'
import { AppealView, IdeaDeskView, IdeaQueue, IdeaRef, OpinionDeskView } from './replies.ts'
import { showAppeal, showIdeaDesk, showOpinionDesk } from './show-idea-desk.ts'
import { takeBackRequest } from './take-back-request.ts'

const showQueue = page({
  name: 'listIdeasForWork',
  path: '/work/ideas',
  audience: 'personal',
  reply: IdeaQueue,
  load: listIdeaQueue,
  html: (reply, view) => QueuePage({ reply, view }),
  unlisted: true,
})

const showDesk = page({
  name: 'showIdeaForWork',
  path: '/work/ideas/:number',
  params: byNumber,
  audience: 'personal',
  reply: IdeaDeskView,
  load: showIdeaDesk,
  html: (reply, view) => IdeaDeskPage({ reply, view }),
  unlisted: true,
})

const done = ({ number }: { number: number }) => `/work/ideas/${number}`

/** A page of its own for each act of the coordinator, with its form and its action. */
function step<B extends Fields>(
  names: { show: string; act: string },
  path: string,
  body: Form<B>,
  html: typeof AskPage,
  run: (ctx: WriteContext, number: number, body: FormValue<B>) => Promise<void>,
) {
  const show = page({
    name: names.show,
    path: `/work/ideas/:number/${path}`,
    params: byNumber,
    audience: 'personal',
    reply: IdeaDeskView,
    load: showIdeaDesk,
    html: (reply, view, form) => html({ reply, view, form }),
    unlisted: true,
  })
  const act = action({
    name: names.act,
    path: `/work/ideas/:number/${path}`,
    params: byNumber,
    audience: 'personal',
    body,
    reply: IdeaRef,
    async run(ctx, { number }, value) {
      await run(ctx, number, value)
      return { number }
    },
    form: show,
    done,
  })
  return [show, act]
}

const showOpinion = page({
  name: 'showOpinionForWork',
  path: '/work/ideas/:number/opinions/:aspect',
  params: byAspect,
  audience: 'personal',
  reply: OpinionDeskView,
  load: showOpinionDesk,
  html: (reply, view, form) => OpinionPage({ reply, view, form }),
  unlisted: true,
})

const postOpinion = action({
  name: 'giveOpinion',
  path: '/work/ideas/:number/opinions/:aspect',
  params: byAspect,
  audience: 'personal',
  body: opinionForm,
  alsoWrong: lacksInOpinion,
  reply: IdeaRef,
  async run(ctx, params, body) {
    await giveOpinion(ctx, params, body)
    return { number: params.number }
  },
  form: showOpinion,
  done,
})

const showTakingBack = page({
  name: 'showOpinionRequestToTakeBack',
  path: '/work/ideas/:number/opinions/:aspect/taking-back',
  params: byAspect,
  audience: 'personal',
  reply: OpinionDeskView,
  load: showOpinionDesk,
  html: (reply, view, form) => TakeBackPage({ reply, view, form }),
  unlisted: true,
})

const postTakingBack = action({
  name: 'takeBackOpinionRequest',
  path: '/work/ideas/:number/opinions/:aspect/taking-back',
  params: byAspect,
  audience: 'personal',
  body: takeBackForm,
  reply: IdeaRef,
  async run(ctx, params, body) {
    await takeBackRequest(ctx, params, body)
    return { number: params.number }
  },
  form: showTakingBack,
  done,
})

const showAskingAgain = page({
  name: 'showOpinionToAskAgain',
  path: '/work/ideas/:number/opinions/:aspect/asking-again',
  params: byAspect,
  audience: 'personal',
  reply: OpinionDeskView,
  load: showOpinionDesk,
  html: (reply, view, form) => AskAgainPage({ reply, view, form }),
  unlisted: true,
})

const postAskingAgain = action({
  name: 'askOpinionAgain',
  path: '/work/ideas/:number/opinions/:aspect/asking-again',
  params: byAspect,
  audience: 'personal',
  body: askAgainForm,
  reply: IdeaRef,
  async run(ctx, params, body) {
    await askOpinionAgain(ctx, params, body)
    return { number: params.number }
  },
  form: showAskingAgain,
  done,
})

const showAppealForm = page({
  name: 'showRefusalAppeal',
  path: '/ideas/:number/appeal',
  params: byNumber,
  audience: 'personal',
  reply: AppealView,
  load: showAppeal,
  html: (reply, view, form) => AppealPage({ reply, view, form }),
  unlisted: true,
})

const postAppeal = action({
  name: 'appealIdeaRefusal',
  path: '/ideas/:number/appeal',
  params: byNumber,
  audience: 'personal',
  body: appealForm,
  reply: IdeaRef,
  async run(ctx, { number }, body) {
    await appealIdeaRefusal(ctx, number, body)
    return { number }
  },
  form: showAppealForm,
  done: ({ number }) => `/ideas/${number}/appeal`,
})

export const endpoints = [
  showQueue,
  showDesk,
  ...step({ show: 'showOpinionRequest', act: 'askOpinion' }, 'opinion-request', askForm, AskPage, askOpinion),
  showOpinion,
  postOpinion,
  showTakingBack,
  postTakingBack,
  showAskingAgain,
  postAskingAgain,
  ...step({ show: 'showIdeaCost', act: 'costIdea' }, 'cost', costForm, CostPage, costIdea),
  ...step({ show: 'showIdeaNames', act: 'nameIdea' }, 'names', namesForm, NamesPage, nameIdea),
  ...step({ show: 'showIdeaAcceptance', act: 'acceptIdea' }, 'acceptance', acceptForm, AcceptPage, acceptIdea),
  ...step({ show: 'showIdeaRefusal', act: 'refuseIdea' }, 'refusal', refuseForm, RefusePage, refuseIdea),
  ...step({ show: 'showIdeaUpholding', act: 'upholdIdeaRefusal' }, 'upholding', upholdForm, UpholdPage, upholdRefusal),
  showAppealForm,
  postAppeal,
]
