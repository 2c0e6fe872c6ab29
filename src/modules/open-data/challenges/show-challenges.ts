import { personOf } from '#commons/access/permit.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { authoritiesById, currentAuthorities } from '#commons/organisations/authorities.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { type Said, saidIn } from '../catalogue/said-in.ts'
import { challengeLife, phaseOn, stageOf } from './challenge.ts'
import { invitationsOf } from './invitation-store.ts'
import { type InvitationRef, invitedTo, tokenOf } from './invitations.ts'
import { organisationsRun, ownChallenge, permitToRun } from './permissions.ts'
import type {
  ChallengeDesk,
  ChallengeItem,
  ChallengeList,
  ChallengeView,
  InvitationView,
  NewChallengeView,
  NewTeamView,
  OwnTeamView,
  TeamView,
} from './replies.ts'
import {
  type Challenge,
  challengesOf,
  changesOf,
  datasetsOf,
  findChallengeById,
  findPublicChallenge,
  publicChallenges,
  type Texts,
} from './store.ts'
import { findTeam, isMember, type Team, teamOfPerson, teamsOf } from './team-store.ts'
import { MOST_MEMBERS, takesPrototypes, takesTeams } from './teams.ts'

const PAGE = 20
const SHOWN_CHANGES = 100
interface Paged {
  after: string | null
}

/** Challenges that everybody sees, the newest first. */
export async function listChallenges(ctx: Context, { after }: Paged): Promise<ChallengeList> {
  const at = after === null ? null : readCursor(after)
  const rows = await publicChallenges(ctx.db, at, PAGE + 1)
  return listOf(ctx, rows, ({ publishedAt }) => publishedAt as Date, at === null)
}

/** A challenge with its teams and what became of each. */
export async function showChallenge(ctx: Context, { number }: { number: number }): Promise<ChallengeView> {
  return viewOf(ctx, await findPublicChallenge(ctx.db, number), false)
}

/** Challenges that the viewer runs, drafts too. @throws SignInNeeded, Forbidden */
export async function listForDesk(ctx: Context, { after }: Paged): Promise<ChallengeList> {
  permitToRun(ctx)
  const at = after === null ? null : readCursor(after)
  const rows = await challengesOf(ctx.db, organisationsRun(ctx), at, PAGE + 1)
  return listOf(ctx, rows, ({ createdAt }) => createdAt, at === null)
}

export async function showNewChallenge(ctx: Context): Promise<NewChallengeView> {
  permitToRun(ctx)
  const own = organisationsRun(ctx)
  const institutions = own === null ? await currentAuthorities(ctx.db) : await authoritiesById(ctx.db, own)
  return { institutions: institutions.map(({ id, name }) => ({ id, name: inLang(name, ctx.lang) })) }
}

/** A challenge for whoever runs it. @throws SignInNeeded, Forbidden, NotFound */
export async function showForDesk(ctx: Context, { number }: { number: number }): Promise<ChallengeDesk> {
  const { challenge } = await ownChallenge(ctx, number)
  const can = (transition: keyof typeof challengeLife.transitions) =>
    canMove(challengeLife, challenge.state, transition, 'officer')
  const may = {
    publish: can('publish'),
    change: challenge.endedAt === null,
    close: can('close'),
    cancel: can('cancel'),
  }
  const datasets = await datasetsOf(ctx.db, challenge.id)
  return {
    challenge: await viewOf(ctx, challenge, true),
    titles: words(challenge.title),
    problems: words(challenge.problem),
    datasetNames: datasets.map(({ name }) => name),
    may: (['publish', 'change', 'close', 'cancel'] as const).filter((act) => may[act]),
  }
}

const words = (texts: Texts) => ({ ro: texts.ro ?? null, ru: texts.ru ?? null, en: texts.en ?? null })

/** The form of a new team. @throws SignInNeeded, NotFound */
export async function showNewTeam(ctx: Context, { number }: { number: number }): Promise<NewTeamView> {
  const { mailboxId, name } = personOf(ctx)
  const challenge = await findPublicChallenge(ctx.db, number)
  return {
    challenge: itemOf(ctx, challenge),
    takesTeams: takesTeams(ctx, challenge),
    team: await teamOfPerson(ctx.db, challenge.id, mailboxId),
    name,
  }
}

/** A team for its members: how to bring others, and what to show. @throws SignInNeeded, NotFound */
export async function showOwnTeam(ctx: Context, { team: id }: { team: string }): Promise<OwnTeamView> {
  const { mailboxId } = personOf(ctx)
  const team = await findTeam(ctx.db, id)
  if (!(await isMember(ctx.db, team.id, mailboxId))) throw new NotFound()
  const challenge = await findChallengeById(ctx.db, team.challengeId)
  return {
    challenge: itemOf(ctx, challenge),
    team: teamView(team, true),
    invitations: (await invitationsOf(ctx.db, team.id)).map(({ id, madeAt }) => ({
      id,
      url: `${ctx.publicUrl}/${ctx.lang}/data/teams/${team.id}/join/${tokenOf(ctx, id)}`,
      madeAt: madeAt.toISOString(),
    })),
    takesMembers: takesMembers(ctx, challenge, team),
    takesPrototypes: takesPrototypes(ctx, challenge) && team.withdrawnAt === null,
  }
}

/** What a link invites to. @throws SignInNeeded, NotFound, Gone */
export async function showInvitation(ctx: Context, ref: InvitationRef): Promise<InvitationView> {
  const { name } = personOf(ctx)
  const { team, invitation } = await invitedTo(ctx, ref)
  const challenge = await findChallengeById(ctx.db, team.challengeId)
  return {
    challenge: itemOf(ctx, challenge),
    team: teamView(team, false),
    token: ref.token,
    member: invitation === null,
    takesMembers: takesMembers(ctx, challenge, team),
    name,
  }
}

function takesMembers(ctx: Context, challenge: Challenge, team: Team): boolean {
  return takesPrototypes(ctx, challenge) && team.withdrawnAt === null && team.members.length < MOST_MEMBERS
}

/** @param all also what is hidden, for whoever decides on it */
async function viewOf(ctx: Context, challenge: Challenge, all: boolean): Promise<ChallengeView> {
  const [datasets, teams, changes] = await Promise.all([
    datasetsOf(ctx.db, challenge.id),
    teamsOf(ctx.db, challenge.id),
    changesOf(ctx.db, challenge.id, SHOWN_CHANGES),
  ])
  const ended = challenge.endedText && saidIn(challenge.endedText, ctx.lang)
  return {
    ...itemOf(ctx, challenge),
    problem: problemView(ctx, challenge.problem),
    ended: ended && challenge.endedAt ? { text: ended, at: challenge.endedAt.toISOString() } : null,
    datasets: datasets.map(({ name, title }) => ({ name, title: saidIn(title, ctx.lang) as Said })),
    teamList: teams.map((team) => teamView(team, all)),
    takesTeams: takesTeams(ctx, challenge),
    changes: changes.map(({ at, before }) => ({
      at: at.toISOString(),
      before: {
        title: before.title ? (saidIn(before.title, ctx.lang) as Said) : null,
        problem: before.problem ? problemView(ctx, before.problem) : null,
        datasets: before.datasets ?? null,
        teamsUntil: before.teamsUntil ?? null,
        prototypesUntil: before.prototypesUntil ?? null,
        pilotUntil: before.pilotUntil ?? null,
        hidden: before.hidden ?? null,
        hiddenLang: before.hiddenLang ?? null,
        masked: before.masked ?? null,
        maskedLang: before.maskedLang ?? null,
      },
    })),
  }
}

function problemView(ctx: Context, texts: Texts): ChallengeView['problem'] {
  const { text, lang } = saidIn(texts, ctx.lang) as Said
  return { html: markdownToHtml(text), lang }
}

function teamView(team: Team, all: boolean): TeamView {
  const { id, lang, hiddenReason, hiddenLang } = team
  const shown = all || hiddenReason === null
  const said = (text: string | null, lang: Lang | null, at: Date | null) =>
    text && at ? { text, lang, at: at.toISOString() } : null
  return {
    ...{ id, lang, stage: stageOf(team), hidden: hiddenReason, hiddenLang },
    name: shown ? team.name : '—',
    proposal: shown ? team.proposal : null,
    members: shown ? team.members : [],
    prototype:
      shown && team.prototypeUrl && team.prototypeAt
        ? { url: team.prototypeUrl, text: team.prototypeText ?? '', at: team.prototypeAt.toISOString() }
        : null,
    pilot: said(team.pilotText, team.pilotLang, team.pilotAt),
    result: said(team.resultText, team.resultLang, team.resultAt),
  }
}

function listOf(ctx: Context, rows: Challenge[], at: (challenge: Challenge) => Date, first: boolean): ChallengeList {
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    items: rows.slice(0, PAGE).map((challenge) => itemOf(ctx, challenge)),
    next: last ? writeCursor({ at: at(last), id: last.id }) : null,
    first,
  }
}

function itemOf(ctx: Context, challenge: Challenge): ChallengeItem {
  const { number, state, institution, teamsUntil, prototypesUntil, pilotUntil, teams } = challenge
  return {
    ...{ number, state, teamsUntil, prototypesUntil, pilotUntil, teams },
    title: saidIn(challenge.title, ctx.lang) as Said,
    phase: phaseOn(challenge, dayOf(ctx.now, ctx.timeZone)),
    institution: { slug: institution.slug, name: inLang(institution.name, ctx.lang) },
  }
}
