import { PLATFORM } from '#commons/organisations/platform.ts'
import { placeLabel } from '#commons/places/label.ts'
import type { Context } from '#kernel/http/context.ts'
import type { AccessRights } from '../../dataset.ts'
import { type Erratum, errataAt } from '../../recall/correct/store.ts'
import { type PublishedVersion, publishedVersionsOf } from '../../versions/store.ts'
import { type HistoryAct, type HistoryEntry, historyOf } from '../history-store.ts'
import { type Said, saidIn } from '../said-in.ts'
import { findInstitution } from '../store.ts'
import { nameOfCode } from '../vocabularies/names.ts'
import { type Change, changesBetween, type InWords } from './changes-between.ts'
import type { DatasetHistory } from './replies.ts'
import { publicDataset } from './show-dataset.ts'

/** What happened to a dataset since it is public, and what each change changed; how it came about before is nobody's business. */
export async function showHistory(ctx: Context, { dataset: name }: { dataset: string }): Promise<DatasetHistory> {
  const dataset = await publicDataset(ctx, name)
  const all = await historyOf(ctx.db, dataset.id)
  const first = all.findIndex(({ act }) => act === 'publish')
  const words = inWords(ctx)
  const source =
    (await findInstitution(ctx.db, dataset.organisationId)).slug === PLATFORM
      ? { reason: ctx.translate(ctx.lang)('open-data.own-data.source'), reasonLang: ctx.lang }
      : NOT_SAID
  const since = first < 0 ? [] : all.slice(first)
  const corrected = since.filter(({ act }) => act === 'correct').map(({ at }) => at)
  const corrections = corrected.length > 0 ? await errataAt(ctx.db, dataset.id, corrected) : []
  const entries = since.map((entry, n) => {
    const { seq, at, act, described } = entry
    const before = all[first + n - 1]
    const why = described.reason === null && act === 'publish' ? source : whyOf(ctx, entry, corrections)
    return {
      seq,
      at: at.toISOString(),
      act,
      ...(tellsWhy.has(act) ? why : NOT_SAID),
      version: null,
      changes:
        n === 0 || !before ? [] : [...changesBetween(before.described, described, words), ...seriesOf(ctx, entry)],
    }
  })
  const begun = since[0]?.at
  const versions = begun ? (await publishedVersionsOf(ctx.db, dataset.id, null)).filter(({ at }) => at >= begun) : []
  const newestFirst = [...entries, ...versions.map((version) => versionEntry(ctx, version, source))].toSorted(
    (a, b) => Date.parse(b.at) - Date.parse(a.at) || (b.seq ?? AFTER) - (a.seq ?? AFTER),
  )
  return { name, title: saidIn(dataset.title, ctx.lang) as Said, entries: newestFirst }
}

type Why = Pick<DatasetHistory['entries'][number], 'reason' | 'reasonLang'>
const NOT_SAID: Why = { reason: null, reasonLang: null }

/** What was wrong is written in up to three languages; the history keeps the Romanian words of it. */
function whyOf({ lang }: Context, { at, described }: HistoryEntry, corrections: Erratum[]): Why {
  const { reason, reasonLang = null } = described
  const erratum = corrections.find(
    ({ publishedAt, text }) => publishedAt.getTime() === at.getTime() && text.ro === reason,
  )
  if (!erratum) return { reason, reasonLang }
  const said = saidIn(erratum.text, lang) as Said
  return { reason: said.text, reasonLang: said.lang }
}

/** Which series it came into, or left. */
function seriesOf({ lang }: Context, { act, described: { series } }: HistoryEntry): Change[] {
  const said = series && saidIn(series, lang)
  if (!said) return []
  return [{ field: 'series', lang: null, lines: [{ kind: act === 'enter-series' ? 'new' : 'gone', text: said.text }] }]
}

/** A version comes after the description of its file. */
const AFTER = Number.MAX_SAFE_INTEGER

function versionEntry(
  { lang }: Context,
  { distribution, title, seq, rows, at, recalledAt }: PublishedVersion,
  source: Why,
): DatasetHistory['entries'][number] {
  return {
    seq: null,
    at: at.toISOString(),
    act: 'publish-version',
    version: { distribution, title: saidIn(title, lang) as Said, seq, rows, recalled: recalledAt !== null },
    ...source,
    changes: [],
  }
}

/** Their reasons are for everybody, as is from which catalogue something came; why something was given back is not. */
const tellsWhy: ReadonlySet<HistoryAct> = new Set([
  ...(['withdraw', 'recall', 'correct'] as const),
  ...(['publish', 'publish-again', 'describe'] as const),
])

function inWords(ctx: Context): InWords {
  const t = ctx.translate(ctx.lang)
  return {
    code: (vocabulary, code) => nameOfCode(t, vocabulary, code),
    place: (key) => (ctx.places.find(key) ? placeLabel(ctx, key) : key),
    access: (rights) => t(`open-data.catalogue.access.${rights as AccessRights}`),
  }
}
