import { permit } from '#commons/access/permit.ts'
import { addDays, startOfDay } from '#commons/lifecycle/plain-day.ts'
import { parseAddress } from '#commons/people/email.ts'
import { findAccount } from '#commons/people/find-account.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { isId } from '#kernel/ids.ts'
import { csvFile } from '#kernel/text/csv.ts'
import { actInWords } from './act-in-words.ts'
import { nameSubjects } from './act-subjects.ts'
import { type Act, type ActFilter, actNames, findActs } from './acts.ts'
import { readAudit } from './permission.ts'
import type { ActView, AuditTrail } from './replies.ts'

const PAGE = 50
const DOWNLOAD_BATCH = 1_000

export interface TrailQuery {
  /** Id of an account, or the address of its mailbox. */
  who: string | null
  act: string | null
  /** `kind:id`, or a kind alone. */
  subject: string | null
  /** Civil days, both included. */
  from: string | null
  to: string | null
}

/** What officials did, newest first. */
export async function showTrail(ctx: Context, query: TrailQuery & { after: string | null }): Promise<AuditTrail> {
  permit(ctx, readAudit)
  const after = query.after === null ? null : readCursor(query.after)
  const filter = await filterOf(ctx, query)
  const [rows, acts] = await Promise.all([filter ? findActs(ctx.db, filter, after, PAGE + 1) : [], actNames(ctx.db)])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const nameOf = await nameSubjects(
    ctx,
    shown.map(({ subjectKind: kind, subjectId: id }) => ({ kind, id })),
  )
  const t = ctx.translate(ctx.lang)
  return {
    items: shown.map((row) => actView(ctx, row, nameOf)),
    next: rows.length > PAGE && last ? writeCursor(last) : null,
    acts: acts.map((act) => ({ act, words: actInWords(t, act) })),
    filter: query,
  }
}

/** The same as a file, read and sent some thousand rows at a time. */
export async function downloadTrail(ctx: Context, query: TrailQuery): Promise<AsyncGenerator<string>> {
  permit(ctx, readAudit)
  const t = ctx.translate(ctx.lang)
  const columns = (
    ['at', 'by', 'account', 'role', 'authority', 'act', 'words', 'kind', 'id', 'data', 'token'] as const
  ).map((name) => t(`audit.column.${name}`))
  return csvFile(columns, records(ctx, await filterOf(ctx, query)))
}

async function* records(ctx: Context, filter: ActFilter | null) {
  const t = ctx.translate(ctx.lang)
  let after: Act | null = null
  while (filter) {
    const rows: Act[] = await findActs(ctx.db, filter, after, DOWNLOAD_BATCH)
    for (const { at, by, accountId, tokenId, role, authoritySlug, act, subjectKind, subjectId, data } of rows)
      yield [
        at,
        by,
        accountId,
        role,
        authoritySlug,
        act,
        actInWords(t, act),
        subjectKind,
        subjectId,
        JSON.stringify(data),
        tokenId,
      ]
    after = rows.at(-1) ?? null
    if (rows.length < DOWNLOAD_BATCH) return
  }
}

/** @returns null when nobody can fit: the address has no account */
async function filterOf(ctx: Context, { who, act, subject, from, to }: TrailQuery): Promise<ActFilter | null> {
  const accountId = who === null || isId(who) ? who : await accountOf(ctx, who)
  if (who !== null && accountId === null) return null
  const [kind = null, ...id] = subject?.split(':') ?? []
  return {
    accountId,
    act,
    subjectKind: kind,
    subjectId: id.length > 0 ? id.join(':') : null,
    since: from === null ? null : startOfDay(from, ctx.timeZone),
    until: to === null ? null : startOfDay(addDays(to, 1), ctx.timeZone),
  }
}

async function accountOf(ctx: Context, who: string): Promise<string | null> {
  const parsed = parseAddress(who)
  return 'ok' in parsed ? findAccount(ctx, parsed.ok.address) : null
}

type NameOf = Awaited<ReturnType<typeof nameSubjects>>

function actView(ctx: Context, row: Act, nameOf: NameOf): ActView {
  const subject = { kind: row.subjectKind, id: row.subjectId }
  return {
    id: row.id,
    at: row.at.toISOString(),
    by: row.accountId ? { accountId: row.accountId, name: row.by } : null,
    token: row.tokenId ? { id: row.tokenId, name: row.token } : null,
    role: row.role,
    authority:
      row.authoritySlug && row.authority ? { slug: row.authoritySlug, name: inLang(row.authority, ctx.lang) } : null,
    act: row.act,
    words: actInWords(ctx.translate(ctx.lang), row.act),
    subject: { ...subject, ...nameOf(subject) },
    data: row.data,
  }
}
