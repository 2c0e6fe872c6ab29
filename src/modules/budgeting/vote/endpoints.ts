import { whileProcessCounted } from '#commons/processes/kept-while.ts'
import { ownProcess } from '#commons/processes/own-process.ts'
import { phaseOffering } from '#commons/processes/store.ts'
import { NotFound } from '#kernel/errors.ts'
import { choice, form, optional, text } from '#kernel/forms/fields.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { turnoutOf } from '../paper/turnout.ts'
import { ballotViewed, identityAsked } from '../visits/viewed.ts'
import { ballotsFile } from './ballots-file.ts'
import { castBallot } from './cast-ballot.ts'
import { ballotForm, byNumber, byProject, voidForm } from './fields.ts'
import { isForgotten } from './forget-voters.ts'
import { BallotPage } from './pages/ballot-page.tsx'
import { BallotsPage } from './pages/ballots-page.tsx'
import { MyBallotPage } from './pages/my-ballot-page.tsx'
import { PaperBallotPage } from './pages/paper-ballot-page.tsx'
import { ProjectsPage } from './pages/projects-page.tsx'
import { VoidPage } from './pages/void-page.tsx'
import { VoteDeskPage } from './pages/vote-desk-page.tsx'
import {
  BallotList,
  BallotView,
  CastRef,
  MyBallotView,
  PaperBallot,
  ProjectList,
  VoidView,
  VoteDeskView,
  VoteRef,
} from './replies.ts'
import { listBallots, listProjects, paper, sendBallotProof, showBallot, showMyBallot, voteOf } from './show-ballot.ts'
import { votersKnown } from './store.ts'
import { voidProject } from './void-project.ts'

const showProjects = page({
  name: 'listProjects',
  path: '/processes/:number/projects',
  params: byNumber,
  reply: ProjectList,
  load: listProjects,
  html: (reply, view) => ProjectsPage({ reply, view }),
  keptWhile: ({ process }) => whileProcessCounted(process.number),
})

const showPaper = page({
  name: 'showBallot',
  path: '/processes/:number/ballot',
  params: byNumber,
  audience: 'personal',
  reply: BallotView,
  load: showBallot,
  html: (reply, view, state) => BallotPage({ reply, view, form: state }),
  viewed: (reply) => (reply.byToken ? null : ballotViewed(reply)),
  viewedBeforeSignIn: identityAsked,
  unlisted: true,
})

const postBallot = action({
  name: 'castBallot',
  path: '/processes/:number/ballot',
  params: byNumber,
  audience: 'personal',
  neverKept: true,
  body: ballotForm,
  reply: CastRef,
  run: (ctx, { number }, body) => castBallot(ctx, number, body),
  form: showPaper,
  done: ({ number }) => `/processes/${number}/my-ballot`,
})

const showPrinted = page({
  name: 'showPaperBallot',
  path: '/processes/:number/paper-ballot',
  params: byNumber,
  query: form({ size: optional(choice(['large'])) }),
  reply: PaperBallot,
  async load(ctx, { number }, { size }) {
    const { process, phase } = await voteOf(ctx, number)
    return { ...(await paper(ctx, process, phase)), size: size ?? ('usual' as const) }
  },
  html: (reply, view) => PaperBallotPage({ reply, view }),
})

const showMine = page({
  name: 'showMyBallot',
  path: '/processes/:number/my-ballot',
  params: byNumber,
  audience: 'personal',
  reply: MyBallotView,
  load: showMyBallot,
  html: (reply, view) => MyBallotPage({ reply, view }),
  unlisted: true,
})

const sendProof = resource({
  name: 'sendBallotProof',
  path: '/processes/:number/my-ballot/receipt.tlog-proof',
  params: byNumber,
  audience: 'personal',
  localised: true,
  contentType: 'text/plain; charset=utf-8',
  load: sendBallotProof,
})

const showBallots = page({
  name: 'listBallots',
  path: '/processes/:number/ballots',
  params: byNumber,
  query: form({ after: optional(text({ max: 60 })), code: optional(text({ max: 60 })) }),
  reply: BallotList,
  load: listBallots,
  html: (reply, view) => BallotsPage({ reply, view }),
  keptWhile: ({ process }) => whileProcessCounted(process.number),
})

const sendBallots = resource({
  name: 'downloadBallots',
  path: '/processes/:number/ballots.csv',
  params: byNumber,
  contentType: 'text/csv; charset=utf-8',
  canWait: true,
  load: ballotsFile,
})

const showDesk = page({
  name: 'showVoteForWork',
  path: '/work/processes/:number/vote',
  params: byNumber,
  audience: 'personal',
  reply: VoteDeskView,
  async load(ctx, { number }) {
    const { process } = await ownProcess(ctx, number)
    const phase = await phaseOffering(ctx.db, process.id, 'budgeting.vote')
    return {
      ...(await paper(ctx, process, phase)),
      turnout: await turnoutOf(ctx.db, process.id),
      known: process.rehearsal || isForgotten(phase, ctx.now) ? null : await votersKnown(ctx.db, process.id),
    }
  },
  html: (reply, view) => VoteDeskPage({ reply, view }),
  unlisted: true,
})

const showVoid = page({
  name: 'showProjectForWork',
  path: '/work/processes/:number/projects/:project',
  params: byProject,
  audience: 'personal',
  reply: VoidView,
  async load(ctx, { number, project }) {
    const desk = await showDesk.load(ctx, { number }, {})
    const one = desk.envelopes.flatMap(({ projects }) => projects).find((each) => each.number === project)
    if (!one) throw new NotFound()
    const { title, lang, original } = one
    return { process: desk.process, project: { number: one.number, title, lang, original, void: one.void } }
  },
  html: (reply, view, state) => VoidPage({ reply, view, form: state }),
  unlisted: true,
})

const postVoid = action({
  name: 'voidProject',
  path: '/work/processes/:number/projects/:project',
  params: byProject,
  audience: 'personal',
  body: voidForm,
  reply: VoteRef,
  run: voidProject,
  form: showVoid,
  done: ({ number }) => `/work/processes/${number}/vote`,
})

export const endpoints = [
  showProjects,
  showPaper,
  postBallot,
  showPrinted,
  showMine,
  sendProof,
  showBallots,
  sendBallots,
  showDesk,
  showVoid,
  postVoid,
]
