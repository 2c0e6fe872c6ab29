import { permit } from '#commons/access/permit.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { wrongCursor } from '#kernel/http/cursor.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { importVotes } from './permissions.ts'
import type { ImportedFacts } from './read-vote.ts'
import type { ImportedList, ImportedView, ImportView } from './replies.ts'
import { countImported, fileOf, findImported, listImported, listImportedBy } from './store.ts'

const PAGE = 50

/** Votes of elsewhere, the newest first. */
export async function showList(ctx: Context, { after }: { after: string | null }): Promise<ImportedList> {
  if (after !== null && !/^[1-9]\d{0,8}$/.test(after)) throw wrongCursor()
  const rows = await listImported(ctx.db, after === null ? null : Number(after), PAGE + 1)
  const items = rows.slice(0, PAGE)
  return {
    items: items.map(({ number, title, country, source, voters, withdrawn }) => ({
      number,
      title,
      country,
      source,
      voters,
      withdrawn,
    })),
    total: await countImported(ctx.db),
    next: rows.length > PAGE ? String(items.at(-1)?.number) : null,
  }
}

/** One of them, with what our count makes of it. */
export async function showImported(ctx: Context, { number }: { number: number }): Promise<ImportedView> {
  const vote = await findImported(ctx.db, number)
  if (!vote) throw new NotFound()
  const { title, source, sourceUrl, withdrawn } = vote
  const facts = withdrawn ? nothing : vote.facts
  const { projects, compared, counted, ...said } = facts
  return {
    ...said,
    number,
    title,
    source,
    sourceUrl,
    withdrawn: withdrawn && { ...withdrawn, at: withdrawn.at.toISOString() },
    countedBy: counted?.rule ?? null,
    cost: counted?.cost ?? null,
    excluded: counted?.excluded ?? null,
    meanWinners: counted?.meanWinners ?? null,
    projects: projects
      .map(({ id, name, cost, votes, score, official }) => ({
        id,
        name,
        cost,
        votes,
        score,
        official,
        funded: counted?.selected.includes(id) ?? null,
      }))
      .sort((a, b) => b.score - a.score),
    comparison: {
      name: title,
      amount: facts.budget,
      projects: projects.map(({ id, name, cost }) => ({ id, title: name, lang: null, cost })),
      rules: compared.map((one) => ({ ...one, own: one.rule === counted?.rule })),
    },
  }
}

/** Of a vote that was taken away. */
const nothing: ImportedFacts = {
  description: '',
  country: '',
  unit: '',
  instance: '',
  begins: '',
  ends: '',
  currency: null,
  currencyUnit: 1,
  voteType: 'approval',
  rule: '',
  budget: 0,
  voters: 0,
  notes: [],
  projects: [],
  counted: null,
  agrees: null,
  compared: [],
}

/** The file as it came, byte for byte. */
export async function sendFile(ctx: Context, { number }: { number: number }): Promise<ResourceReply> {
  const body = await fileOf(ctx.db, number)
  if (!body) throw new NotFound()
  return { body, fileName: `punte-imported-${number}.pb` }
}

/** The form of a new one, for officers. */
export async function showImport(ctx: Context): Promise<ImportView> {
  const { person } = permit(ctx, importVotes)
  return { total: await countImported(ctx.db), own: await listImportedBy(ctx.db, person.accountId) }
}
