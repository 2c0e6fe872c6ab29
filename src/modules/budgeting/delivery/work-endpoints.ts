import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import { noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { closeScope, proposeScope } from './change-scope.ts'
import { decideProject } from './decide-project.ts'
import {
  byLine,
  byMilestone,
  byNumber,
  byPicture,
  byProject,
  decisionForm,
  lineForm,
  milestoneChangeForm,
  milestoneForm,
  ownerForm,
  pictureForm,
  scopeEndForm,
  scopeForm,
  stepForm,
} from './fields.ts'
import { keepMoney } from './keep-money.ts'
import { MAX_PICTURE_BYTES, showPicture, withdrawPicture } from './keep-picture.ts'
import { DecisionPage } from './pages/decision-page.tsx'
import { LinePage } from './pages/line-page.tsx'
import { MilestonePage, NewMilestonePage, PicturesPage, ScopePage } from './pages/plan-pages.tsx'
import { ProjectDeskPage } from './pages/project-desk-page.tsx'
import { DeliveryDeskPage, ProjectQueuePage } from './pages/queue-pages.tsx'
import { OwnerPage, StepPage } from './pages/step-pages.tsx'
import type { ProjectRef } from './permissions.ts'
import { changeMilestone, planMilestone } from './plan-milestone.ts'
import {
  DeliveryList,
  LineDeskView,
  MilestoneDeskView,
  ProjectAddress,
  ProjectDeskView,
  ProjectQueue,
  ReserveDeskView,
} from './replies.ts'
import {
  listForDesk,
  listProjectQueue,
  showDecisionDesk,
  showLineDesk,
  showMilestoneDesk,
  showProjectDesk,
} from './show-desk.ts'
import { nameOwner, stepProject } from './step-project.ts'

const PATH = '/work/processes/:number/delivery/:project'
const done = ({ number, project }: ProjectRef) => `/work/processes/${number}/delivery/${project}`

const showQueue = page({
  name: 'listProjectsForWork',
  path: '/work/projects',
  audience: 'personal',
  reply: ProjectQueue,
  load: listProjectQueue,
  html: (reply, view) => ProjectQueuePage({ reply, view }),
  unlisted: true,
})

const showList = page({
  name: 'listFundedProjectsForWork',
  path: '/work/processes/:number/delivery',
  params: byNumber,
  audience: 'personal',
  reply: DeliveryList,
  load: listForDesk,
  html: (reply, view) => DeliveryDeskPage({ reply, view }),
  unlisted: true,
})

const showDesk = page({
  name: 'showFundedProjectForWork',
  path: PATH,
  params: byProject,
  audience: 'personal',
  reply: ProjectDeskView,
  load: showProjectDesk,
  html: (reply, view) => ProjectDeskPage({ reply, view }),
  unlisted: true,
})

/** A page for an act on a project; its form stands there. */
function formPage(name: string, path: string, html: typeof OwnerPage) {
  return page({
    name,
    path: `${PATH}/${path}`,
    params: byProject,
    audience: 'personal',
    reply: ProjectDeskView,
    load: showProjectDesk,
    html: (reply, view, form) => html({ reply, view, form }),
    unlisted: true,
  })
}

/** The act of such a page; it leads back to the project. */
function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  form: ReturnType<typeof formPage>,
  run: (ctx: WriteContext, ref: ProjectRef, body: FormValue<B>) => Promise<void>,
  more: { repeat?: 'key'; multipart?: boolean; bodyLimit?: number } = {},
) {
  return action({
    name,
    path: `${PATH}/${path}`,
    params: byProject,
    audience: 'personal',
    body,
    ...more,
    reply: ProjectAddress,
    async run(ctx, ref, value) {
      await run(ctx, ref, value)
      return ref
    },
    form,
    done,
  })
}

const showOwner = formPage('showProjectOwner', 'owner', OwnerPage)
const showStep = formPage('showProjectStep', 'step', StepPage)
const showNewMilestone = formPage('showNewMilestone', 'milestones', NewMilestonePage)
const showPictures = formPage('showProjectPictures', 'pictures', PicturesPage)
const showScope = formPage('showProjectScope', 'scope', ScopePage)

const showMilestone = page({
  name: 'showMilestone',
  path: `${PATH}/milestones/:milestone`,
  params: byMilestone,
  audience: 'personal',
  reply: MilestoneDeskView,
  load: showMilestoneDesk,
  html: (reply, view, form) => MilestonePage({ reply, view, form }),
  unlisted: true,
})

const postMilestone = action({
  name: 'changeMilestone',
  path: `${PATH}/milestones/:milestone`,
  params: byMilestone,
  audience: 'personal',
  body: milestoneChangeForm,
  reply: ProjectAddress,
  async run(ctx, ref, body) {
    await changeMilestone(ctx, ref, body)
    return ref
  },
  form: showMilestone,
  done,
})

const showNewLine = page({
  name: 'showNewMoneyLine',
  path: `${PATH}/money`,
  params: byProject,
  audience: 'personal',
  reply: LineDeskView,
  load: (ctx, ref) => showLineDesk(ctx, { ...ref, line: null }),
  html: (reply, view, form) => LinePage({ reply, view, form }),
  unlisted: true,
})

const postNewLine = action({
  name: 'addMoneyLine',
  path: `${PATH}/money`,
  params: byProject,
  audience: 'personal',
  body: lineForm,
  repeat: 'key',
  reply: ProjectAddress,
  async run(ctx, ref, body) {
    await keepMoney(ctx, { ...ref, line: null }, body)
    return ref
  },
  form: showNewLine,
  done,
})

const showLine = page({
  name: 'showMoneyLine',
  path: `${PATH}/money/:line`,
  params: byLine,
  audience: 'personal',
  reply: LineDeskView,
  load: showLineDesk,
  html: (reply, view, form) => LinePage({ reply, view, form }),
  unlisted: true,
})

const postLine = action({
  name: 'changeMoneyLine',
  path: `${PATH}/money/:line`,
  params: byLine,
  audience: 'personal',
  body: lineForm,
  reply: ProjectAddress,
  async run(ctx, ref, body) {
    await keepMoney(ctx, ref, body)
    return ref
  },
  form: showLine,
  done,
})

const postRemoval = action({
  name: 'removeProjectPicture',
  path: `${PATH}/pictures/:picture/removal`,
  params: byPicture,
  audience: 'personal',
  body: noFields,
  reply: ProjectAddress,
  async run(ctx, ref) {
    await withdrawPicture(ctx, ref)
    return ref
  },
  form: showPictures as never,
  done: (ref) => `${done(ref)}/pictures`,
})

const showDecision = page({
  name: 'showProjectDecision',
  path: `${PATH}/decision`,
  params: byProject,
  audience: 'personal',
  reply: ReserveDeskView,
  load: showDecisionDesk,
  html: (reply, view, form) => DecisionPage({ reply, view, form }),
  unlisted: true,
})

const postDecision = action({
  name: 'decideFundedProject',
  path: `${PATH}/decision`,
  params: byProject,
  audience: 'personal',
  body: decisionForm,
  reply: ProjectAddress,
  async run(ctx, ref, body) {
    await decideProject(ctx, ref, body)
    return ref
  },
  form: showDecision,
  done,
})

export const workEndpoints = [
  showQueue,
  showList,
  showDesk,
  showOwner,
  act('nameProjectOwner', 'owner', ownerForm, showOwner, nameOwner),
  showStep,
  act('stepProject', 'step', stepForm, showStep, stepProject),
  showNewMilestone,
  act('planMilestone', 'milestones', milestoneForm, showNewMilestone, planMilestone, { repeat: 'key' }),
  showMilestone,
  postMilestone,
  showNewLine,
  postNewLine,
  showLine,
  postLine,
  showPictures,
  act('addProjectPicture', 'pictures', pictureForm, showPictures, showPicture, {
    multipart: true,
    // A program sends base64, a third more.
    bodyLimit: Math.ceil(MAX_PICTURE_BYTES * 1.34) + 100_000,
  }),
  postRemoval,
  showScope,
  act('proposeProjectChange', 'scope', scopeForm, showScope, proposeScope),
  act('closeProjectChange', 'scope/end', scopeEndForm, showScope, closeScope),
  showDecision,
  postDecision,
]
