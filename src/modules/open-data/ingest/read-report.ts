import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { wrongCursor } from '#kernel/http/cursor.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { csvFile } from '#kernel/text/csv.ts'
import { findingsIn } from '../guard/show-findings.ts'
import type { Reject } from '../table-schema.ts'
import { type OwnVersion, ownVersion } from './own-version.ts'
import type { ReportView } from './replies.ts'
import { sayReject } from './say-failure.ts'
import type { VersionRef } from './send-file.ts'
import { whoseOf } from './show-files.ts'
import { tablesOfVersion, type VersionTable } from './store.ts'

const PAGE = 100

interface ReportRef extends VersionRef {
  table: string
}

/** What was not taken of a table, in the order of the file. @param after place in the report's file, in bytes */
export async function showReport(
  ctx: Context,
  ref: ReportRef,
  { after }: { after: string | null },
): Promise<ReportView> {
  const { own, table } = await reportOf(ctx, ref)
  const from = Number(after ?? 0)
  const items: ReportView['items'] = []
  let next: number | null = null
  const t = ctx.translate(ctx.lang)
  for await (const { reject, begins } of rejectsIn(ctx, table, from)) {
    if (!reject) throw wrongCursor()
    if (items.length === PAGE) {
      next = begins
      break
    }
    items.push(sayReject(t, reject))
  }
  return {
    ...whoseOf(ctx, own),
    seq: own.version.seq,
    table: { id: table.id, sheet: table.sheet },
    items,
    findings: await findingsIn(ctx, own.version.id, table.sheet),
    total: table.rejected,
    next: next === null ? null : String(next),
  }
}

/** The whole report as a file, its words in the reader's language: what was not taken, then what looks like personal data. */
export async function downloadReport(ctx: Context, ref: ReportRef): Promise<ResourceReply> {
  const { own, table } = await reportOf(ctx, ref)
  const t = ctx.translate(ctx.lang)
  const findings = await findingsIn(ctx, own.version.id, table.sheet)
  const records = async function* () {
    for await (const { reject } of rejectsIn(ctx, table, 0)) {
      if (!reject) continue
      const { line, column, value, reason } = sayReject(t, reject)
      yield [line, column, value, reason]
    }
    for (const { found, consequence, place, lines, detail, samples, count } of findings) {
      const why = `${t(`open-data.guard.found.${found}`)} (${count}): ${t(`open-data.guard.then.${consequence}`)}`
      yield [lines.join(' '), place === 'column' ? detail : null, samples.join(', '), why]
    }
  }
  const head = (['line', 'column', 'value', 'reason'] as const).map((name) => t(`open-data.ingest.report.${name}`))
  return {
    body: Readable.from(csvFile(head, records())),
    fileName: `${ref.dataset}-${own.version.seq}-${t('open-data.ingest.report.file')}.csv`,
  }
}

async function reportOf(ctx: Context, ref: ReportRef): Promise<{ own: OwnVersion; table: VersionTable }> {
  const own = await ownVersion(ctx, ref)
  const table = (await tablesOfVersion(ctx.db, own.version.id)).find(({ id }) => id === ref.table)
  if (!table) throw new NotFound()
  return { own, table }
}

/** Each with the byte at which its line begins; null for what is no line of a report. */
async function* rejectsIn(
  { files }: Pick<Context, 'files'>,
  { report }: VersionTable,
  from: number,
): AsyncIterable<{ reject: Reject | null; begins: number }> {
  if (report === null) return
  const stream = createReadStream(await files.placeOf(report), { start: from })
  let begins = from
  let rest = Buffer.alloc(0)
  // By line feeds alone: a value may hold other signs at which lines end elsewhere.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([rest, chunk])
    let at = 0
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, at)) {
      yield { reject: rejectIn(bytes.toString('utf8', at, end)), begins }
      begins += end + 1 - at
      at = end + 1
    }
    rest = bytes.subarray(at)
  }
}

const LF = 10

function rejectIn(line: string): Reject | null {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
