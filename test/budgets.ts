import { sql } from 'kysely'
import { draftProcess } from '#commons/processes/begin-process.ts'
import { endProcess } from '#commons/processes/end-process.ts'
import type { Process } from '#commons/processes/process.ts'
import { makePublic } from '#commons/processes/publish-process.ts'
import type { RollSource } from '#commons/processes/roll/roll.ts'
import { findProcess, phasesOf } from '#commons/processes/store.ts'
import { turnPhases } from '#commons/processes/turn-phases.ts'
import { searchColumns } from '#commons/search/search-words.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { slugOf } from '#kernel/text/slug.ts'
import type { BallotsBy } from '#modules/budgeting/budget.ts'
import { addDeliveries } from '#modules/budgeting/delivery/store.ts'
import type { IdeaState } from '#modules/budgeting/idea.ts'
import { readVote } from '#modules/budgeting/imported/read-vote.ts'
import { addImported } from '#modules/budgeting/imported/store.ts'
import { readPublished } from '#modules/budgeting/result/browser/read-published.ts'
import { envelopesOf, projectsOf, setNeedsRanking } from '#modules/budgeting/store.ts'
import type { TestApp } from './app.ts'
import { authorityId } from './people.ts'

type PhaseName = 'needs' | 'ideas' | 'review' | 'answers' | 'vote' | 'result' | 'delivery'

/**
 * A published budget of Chișinău from a blueprint, whose first phase opens today.
 *
 * @param options.roll a roll that is still to be filled and fixed: without it people are taken at their word
 * @param options.ballots how people vote: by their account unless said otherwise
 * @param options.needs begins with needs, where the blueprint does; otherwise with ideas. 'pairs': they are compared in pairs
 * @param options.money of the first envelope, in minor units, where the blueprint's sum would make counting long: the method of
 * equal shares goes up to it leu by leu
 * @param options.projects titles and costs (minor units) that stand on the ballot of the first envelope, as if accepted and frozen
 */
export async function makeBudget(
  app: TestApp,
  options: {
    blueprint?: string
    ballots?: BallotsBy
    money?: number
    projects?: { title: string; cost: number; envelope?: number }[]
    roll?: { source: RollSource; eligibleOn: string; correctionsUntil: string }
    needs?: boolean | 'pairs'
  } = {},
): Promise<Process> {
  const now = app.clock.now()
  const organisationId = await authorityId(app, 'primaria-chisinau')
  const number = await transact(app.services.db, async (tx) => {
    const draft = await draftProcess(
      app.services,
      tx,
      {
        blueprint: options.blueprint ?? 'budgeting.town',
        title: {
          ro: 'Bugetul civil al Chișinăului',
          ru: 'Гражданский бюджет Кишинёва',
          en: 'Civil budget of Chisinau',
        },
        summary: {
          ro: 'Locuitorii propun și aleg.',
          ru: 'Жители предлагают и выбирают.',
          en: 'Residents propose and choose.',
        },
        placeKey: 'md-cu',
        organisationId,
        firstDay: now.toISOString().slice(0, 10),
      },
      now,
    )
    const { roll } = options
    if (roll)
      await sql`
        INSERT INTO processes.roll (process_id, source, eligible_on, corrections_until)
        VALUES (${draft.id}, ${roll.source}, ${roll.eligibleOn}, ${roll.correctionsUntil})`.execute(tx)
    if (!options.needs) await withoutNeeds(tx, draft.number)
    const process = await findProcess(tx, draft.number)
    if (options.needs === 'pairs') await setNeedsRanking(tx, process.id, 'pairs')
    await sql`UPDATE budgeting.budget SET ballots = ${options.ballots ?? 'account'} WHERE process_id = ${process.id}`.execute(
      tx,
    )
    await sayAmounts(tx, process.number)
    if (options.money)
      await sql`
        UPDATE budgeting.envelope SET amount = ${options.money} WHERE process_id = ${process.id} AND position = 1`.execute(
        tx,
      )
    await makePublic(app.services, tx, process, now)
    return draft.number
  })
  const process = await findProcess(app.services.db, number)
  await putOnBallot(app, process, options.projects ?? [])
  await turnPhases(app.services)
  return process
}

/** As if an official had written the sums that the blueprint proposes. */
export async function sayAmounts(db: Db | Tx, number: number): Promise<void> {
  await sql`
    UPDATE budgeting.envelope e SET amount_proposed = false FROM processes.process p
    WHERE p.id = e.process_id AND p.number = ${number}`.execute(db)
}

/** A roll of codes whose lines were deleted when its term was over. */
export async function addForgottenRoll(app: TestApp, process: Process, eligibleOn: string): Promise<void> {
  const now = app.clock.now()
  await sql`
    INSERT INTO processes.roll (process_id, source, eligible_on, corrections_until, fixed_at, eligible, forgotten_at)
    VALUES (${process.id}, 'codes', ${eligibleOn}, ${eligibleOn}, ${now}, 2, ${now})`.execute(app.services.db)
}

/** Takes the phase of needs out of a draft; the others follow at once. */
async function withoutNeeds(tx: Tx, number: number): Promise<void> {
  const { rows } = await sql<{ process: string; days: number }>`
    DELETE FROM processes.phase h USING processes.process p
    WHERE p.id = h.process_id AND p.number = ${number} AND h.method = 'budgeting.needs'
    RETURNING h.process_id AS process, h.closes_on - h.opens_on + 1 AS days`.execute(tx)
  // By a free room of places: rows are changed in any order, and two may not stand at one place even for a moment.
  for (const { process, days } of rows)
    for (const step of [100, -101])
      await sql`
        UPDATE processes.phase SET position = position + ${step},
          opens_on = opens_on - ${step > 0 ? days : 0}::integer, closes_on = closes_on - ${step > 0 ? days : 0}::integer
        WHERE process_id = ${process}`.execute(tx)
}

/** Projects of a process as if their ideas had been accepted and frozen, numbered from 1. */
export async function putOnBallot(
  app: TestApp,
  process: Process,
  projects: { title: string; cost: number; envelope?: number }[],
): Promise<void> {
  const envelopes = await envelopesOf(app.services.db, process.id)
  for (const [at, project] of projects.entries()) {
    const idea = await addIdea(app, process, { title: project.title, state: 'on-ballot' })
    const envelope = envelopes[(project.envelope ?? 1) - 1]
    await sql`
      INSERT INTO budgeting.project (id, process_id, envelope_id, idea_id, number, title, lang, cost)
      VALUES (${newId(app.clock.now())}, ${process.id}, ${envelope?.id}, ${idea.id}, ${at + 1}, ${project.title}, 'ro', ${project.cost})`.execute(
      app.services.db,
    )
  }
}

/** A vote of elsewhere, as if its file had been imported. */
export async function addImportedVote(app: TestApp): Promise<{ number: number }> {
  const file = Buffer.from(
    'META\nkey;value\ndescription;Ein Versuch\ncountry;Moldova\nunit;Sat\ninstance;2026\nnum_projects;1\nnum_votes;1\nbudget;100\nvote_type;approval\n' +
      'rule;greedy\ndate_begin;01.01.2026\ndate_end;02.01.2026\nPROJECTS\nproject_id;cost\na;60\nVOTES\nvoter_id;vote\n1;a\n',
  )
  const read = readVote(file)
  if ('wrong' in read) throw new Error(read.wrong.wrong)
  const now = app.clock.now()
  return transact(app.services.db, (tx) =>
    addImported(tx, {
      id: newId(now),
      title: 'Sat, 2026',
      source: 'Test',
      sourceUrl: null,
      file,
      facts: read.facts,
      importedAt: now,
      importedBy: null,
    }),
  )
}

/** A row of a need, named online by nobody in particular. */
export async function addNeed(app: TestApp, process: Process): Promise<{ number: number; slug: string }> {
  const now = app.clock.now()
  const { rows } = await sql<{ number: number; slug: string }>`
    INSERT INTO budgeting.need (id, process_id, channel, lang, text, text_salt, slug, category, place_key, created_at)
    VALUES (${newId(now)}, ${process.id}, 'online', 'ro', 'Pe strada noastră nu este trotuar', ${Buffer.alloc(16)}, 'trotuar', 'streets', 'md-cu',
      ${now})
    RETURNING number, slug`.execute(app.services.db)
  return rows[0] as { number: number; slug: string }
}

/** A row of an idea in a state, as acts would have left it. */
export async function addIdea(
  app: TestApp,
  process: Process,
  idea: { title?: string; state?: IdeaState; mailboxId?: string | null; category?: string; supports?: number } = {},
): Promise<{ id: string; number: number; slug: string }> {
  const now = app.clock.now()
  const { title = 'Bănci noi în parcul Alunelul', state = 'proposed', mailboxId = null, category = 'parks' } = idea
  const hidden = state === 'hidden' ? 'Nu respectă regulile.' : null
  const search = hidden ? { title: '', text: '' } : searchColumns(title, 'De ce.')
  const { rows } = await sql<{ id: string; number: number; slug: string }>`
    INSERT INTO budgeting.idea (id, process_id, state, lang, title, slug, text_markdown, text_html, text_salt, place_key, category, author_mailbox_id,
      supports, hidden_reason, search_title, search_text, created_at)
    VALUES (${newId(now)}, ${process.id}, ${state}, 'ro', ${title}, ${slugOf(title, 'idea')}, 'De ce.', '<p>De ce.</p>', ${Buffer.alloc(16)},
      'md-cu', ${category}, ${mailboxId}, ${idea.supports ?? 0}, ${hidden}, ${search.title}, ${search.text}, ${now})
    RETURNING id, number, slug`.execute(app.services.db)
  return rows[0] as { id: string; number: number; slug: string }
}

/** What a browser counts a vote again from. */
export function publishedOf(app: TestApp, { number }: { number: number }) {
  const at = `/api/v1/processes/${number}`
  const from = { result: `${at}/result`, ballots: `/processes/${number}/ballots.csv`, paper: `${at}/paper` }
  return readPublished(from, async (path) => (await app.get(path)).body)
}

/** Moves the clock to the first day of a phase (or, with 'over', to the day after the last one) and lets phases turn. */
export async function goToPhase(app: TestApp, process: Process, name: PhaseName | 'over'): Promise<void> {
  const phases = await phasesOf(app.services.db, [process.id])
  const phase = name === 'over' ? phases.at(-1) : phases.find(({ method }) => method === `budgeting.${name}`)
  if (!phase) throw new Error(`no phase ${name}`)
  const day = name === 'over' ? phase.closesOn : phase.opensOn
  app.clock.set(`${day}T${name === 'over' ? '23' : '10'}:00:00Z`)
  await turnPhases(app.services)
}

/** Quick ideas are gathered until five days after answering began. */
export async function gatherLonger(app: TestApp, process: Process): Promise<void> {
  await sql`
    UPDATE processes.phase i SET closes_on = a.opens_on + 5 FROM processes.phase a
    WHERE i.process_id = ${process.id} AND a.process_id = ${process.id} AND i.method = 'budgeting.ideas'
      AND a.method = 'budgeting.answers'`.execute(app.services.db)
}

/** The process is over, whatever of it is still owed. */
export async function endNow(app: TestApp, process: Process): Promise<void> {
  await transact(app.services.db, (tx) => endProcess(app.services, tx, process, app.clock.now()))
}

/** What stands on the ballot is delivered, as after the council's decision. */
export async function deliverAll(app: TestApp, process: Process): Promise<void> {
  const projects = await projectsOf(app.services.db, process.id)
  const ids = projects.map(({ id }) => id)
  await transact(app.services.db, (tx) =>
    addDeliveries(tx, process.id, ids, { by: 'vote' }, process.organisationId, app.clock.now()),
  )
}
