import { type Fields, type Form, type FormValue, noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import {
  byInvitation,
  byInvitationOf,
  byNumber,
  byTeam,
  byTeamOf,
  changeForm,
  endForm,
  joinForm,
  listQuery,
  newForm,
  prototypeForm,
  saidForm,
  teamForm,
} from './fields.ts'
import { inviteOne, joinTeam, takeInvitationBack } from './invitations.ts'
import { ChallengePage } from './pages/challenge-page.tsx'
import { ChallengesPage } from './pages/challenges-page.tsx'
import { ChallengeDeskPage, ChallengesDeskPage, NewChallengePage } from './pages/desk-pages.tsx'
import { InvitationPage, NewTeamPage, OwnTeamPage } from './pages/team-pages.tsx'
import {
  ChallengeDesk,
  ChallengeList,
  ChallengeRef,
  ChallengeView,
  InvitationView,
  NewChallengeView,
  NewTeamView,
  OwnTeamView,
  TeamRefView,
} from './replies.ts'
import {
  createChallenge,
  describeChallenge,
  endChallenge,
  hideTeam,
  pilotTeam,
  publishChallenge,
  type TeamRef,
  tellResult,
} from './run-challenge.ts'
import {
  listChallenges,
  listForDesk,
  showChallenge,
  showForDesk,
  showInvitation,
  showNewChallenge,
  showNewTeam,
  showOwnTeam,
} from './show-challenges.ts'
import { formTeam, leaveTeam, showPrototype } from './teams.ts'

const DESK = '/work/challenges'

const list = page({
  name: 'listDataChallenges',
  path: '/data/challenges',
  query: listQuery,
  reply: ChallengeList,
  load: (ctx, _params, query) => listChallenges(ctx, query),
  html: (reply, view) => ChallengesPage({ reply, view }),
})

const showOne = page({
  name: 'showDataChallenge',
  path: '/data/challenges/:number',
  params: byNumber,
  reply: ChallengeView,
  load: showChallenge,
  html: (reply, view) => ChallengePage({ reply, view }),
})

const showNewOne = page({
  name: 'showNewChallengeTeam',
  path: '/data/challenges/:number/teams',
  params: byNumber,
  audience: 'personal',
  reply: NewTeamView,
  load: showNewTeam,
  html: (reply, view, form) => NewTeamPage({ reply, view, form }),
  unlisted: true,
})

const formOne = action({
  name: 'formChallengeTeam',
  path: '/data/challenges/:number/teams',
  params: byNumber,
  audience: 'personal',
  body: teamForm,
  repeat: 'key',
  status: 201,
  reply: TeamRefView,
  run: (ctx, { number }, body) => formTeam(ctx, number, body),
  form: showNewOne,
  done: ({ team }) => `/data/teams/${team}`,
})

const showMine = page({
  name: 'showMyChallengeTeam',
  path: '/data/teams/:team',
  params: byTeam,
  audience: 'personal',
  reply: OwnTeamView,
  load: showOwnTeam,
  html: (reply, view, form) => OwnTeamPage({ reply, view, form }),
  unlisted: true,
})

const prototype = action({
  name: 'showTeamPrototype',
  path: '/data/teams/:team/prototype',
  params: byTeam,
  audience: 'personal',
  body: prototypeForm,
  reply: TeamRefView,
  run: (ctx, { team }, body) => showPrototype(ctx, team, body),
  form: showMine,
  done: ({ team }) => `/data/teams/${team}`,
})

const leave = action({
  name: 'leaveChallengeTeam',
  path: '/data/teams/:team/leaving',
  params: byTeam,
  audience: 'personal',
  body: noFields,
  reply: ChallengeRef,
  run: (ctx, { team }) => leaveTeam(ctx, team),
  form: showMine,
  done: ({ number }) => `/data/challenges/${number}`,
})

const invite = action({
  name: 'inviteToChallengeTeam',
  path: '/data/teams/:team/invitations',
  params: byTeam,
  audience: 'personal',
  body: noFields,
  repeat: 'key',
  status: 201,
  reply: TeamRefView,
  run: (ctx, { team }) => inviteOne(ctx, team),
  form: showMine,
  done: ({ team }) => `/data/teams/${team}`,
})

const revoke = action({
  name: 'revokeTeamInvitation',
  path: '/data/teams/:team/invitations/:invitation/revocation',
  params: byInvitationOf,
  audience: 'personal',
  body: noFields,
  reply: TeamRefView,
  run: takeInvitationBack,
  form: showMine,
  done: ({ team }) => `/data/teams/${team}`,
})

const showJoining = page({
  name: 'showTeamInvitation',
  path: '/data/teams/:team/join/:token',
  params: byInvitation,
  audience: 'personal',
  reply: InvitationView,
  load: showInvitation,
  html: (reply, view, form) => InvitationPage({ reply, view, form }),
  unlisted: true,
})

const join = action({
  name: 'joinChallengeTeam',
  path: '/data/teams/:team/join/:token',
  params: byInvitation,
  audience: 'personal',
  body: joinForm,
  reply: TeamRefView,
  run: (ctx, ref, body) => joinTeam(ctx, ref, body),
  form: showJoining,
  done: ({ team }) => `/data/teams/${team}`,
})

const listDesk = page({
  name: 'listDataChallengesForWork',
  path: DESK,
  audience: 'personal',
  query: listQuery,
  reply: ChallengeList,
  load: (ctx, _params, query) => listForDesk(ctx, query),
  html: (reply, view) => ChallengesDeskPage({ reply, view }),
  unlisted: true,
})

const showNew = page({
  name: 'showNewDataChallenge',
  path: `${DESK}/new`,
  audience: 'personal',
  reply: NewChallengeView,
  load: showNewChallenge,
  html: (reply, view, form) => NewChallengePage({ reply, view, form }),
  unlisted: true,
})

const create = action({
  name: 'createDataChallenge',
  path: DESK,
  audience: 'personal',
  body: newForm,
  repeat: 'key',
  status: 201,
  reply: ChallengeRef,
  run: (ctx, _params, body) => createChallenge(ctx, body),
  form: showNew,
  done: ({ number }) => `${DESK}/${number}`,
})

const showDesk = page({
  name: 'showDataChallengeForWork',
  path: `${DESK}/:number`,
  params: byNumber,
  audience: 'personal',
  reply: ChallengeDesk,
  load: showForDesk,
  html: (reply, view, form) => ChallengeDeskPage({ reply, view, form }),
  unlisted: true,
})

/** What whoever runs it does with a challenge. */
function deskAct<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, number: number, body: FormValue<B>) => Promise<{ number: number }>,
) {
  return action({
    name,
    path: `${DESK}/:number/${path}`,
    params: byNumber,
    audience: 'personal',
    body,
    reply: ChallengeRef,
    run: (ctx, { number }, value) => run(ctx, number, value),
    form: showDesk,
    done: ({ number }) => `${DESK}/${number}`,
  })
}

/** The same with one of its teams. */
function teamAct<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, ref: TeamRef, body: FormValue<B>) => Promise<{ number: number }>,
) {
  return action({
    name,
    path: `${DESK}/:number/teams/:team/${path}`,
    params: byTeamOf,
    audience: 'personal',
    body,
    reply: ChallengeRef,
    run: (ctx, ref, value) => run(ctx, ref, value),
    form: showDesk,
    done: ({ number }) => `${DESK}/${number}`,
  })
}

export const endpoints = [
  list,
  showOne,
  showNewOne,
  formOne,
  showMine,
  prototype,
  leave,
  invite,
  revoke,
  showJoining,
  join,
  listDesk,
  showNew,
  create,
  showDesk,
  deskAct('changeDataChallenge', 'description', changeForm, describeChallenge),
  deskAct('publishDataChallenge', 'publication', noFields, publishChallenge),
  deskAct('closeDataChallenge', 'closing', endForm, (ctx, number, body) => endChallenge(ctx, number, 'closed', body)),
  deskAct('cancelDataChallenge', 'cancellation', endForm, (ctx, number, body) =>
    endChallenge(ctx, number, 'cancelled', body),
  ),
  teamAct('pilotChallengeTeam', 'pilot', saidForm, pilotTeam),
  teamAct('tellTeamResult', 'result', saidForm, tellResult),
  teamAct('hideChallengeTeam', 'hiding', saidForm, hideTeam),
  teamAct('showChallengeTeam', 'showing', noFields, (ctx, ref) => hideTeam(ctx, ref, null)),
]
