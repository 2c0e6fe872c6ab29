import type { Followable } from '#commons/notices/following/followable.ts'
import { announce, defineNotices } from '#commons/notices/notices.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'
import { say } from '#kernel/i18n/translator.ts'
import { isId } from '#kernel/ids.ts'
import { filesToName } from './news-store.ts'
import type { RecallReason } from './recall.ts'

/** A file of a dataset, through all its versions. Who follows it hears when a version of it is corrected or taken down, once each. */
export const filesToFollow: Followable = {
  kind: 'open-data.file',
  slug: 'data-files',
  label: 'open-data.recall.follow.kind',
  toldAtOnce: true,
  async find(ctx, key) {
    const [found] = isId(key) ? await filesToName(ctx.db, [key]) : []
    return found ? followed(ctx.lang, found) : null
  },
  named: async (ctx, ids) => (await filesToName(ctx.db, ids)).map((one) => followed(ctx.lang, one)),
}

function followed(lang: 'ro' | 'ru' | 'en', { id, title, datasetTitle, dataset }: FileToName) {
  return { id, title: `${inLang(datasetTitle, lang)}: ${inLang(title, lang)}`, lang, path: `/data/${dataset}` }
}
type FileToName = Awaited<ReturnType<typeof filesToName>>[number]

export const recallNews = defineNotices({
  subjectKind: 'open-data.file',
  jobName: 'open-data.send-recall-news',
  why: 'open-data.recall.news.why',
  kinds: { recalled: 'open-data.recall.news.recalled.kind', corrected: 'open-data.recall.news.corrected.kind' },
  // Nobody asks for these in an act of theirs: who hears follows the file.
  actors: async () => [],
  async letter(services, _tx, { kind, data }, lang) {
    const t = services.translate(lang)
    const { seq, dataset, title, reason, text } = data as unknown as NewsData
    const args = { seq, title: inLang(title, lang) }
    const url = `${services.publicUrl}/${lang}/data/${dataset}/corrections`
    const button = { label: t('open-data.recall.news.button'), url }
    if (kind === 'recalled' && reason)
      return {
        subject: t('open-data.recall.news.recalled.subject', args),
        paragraphs: [
          t('open-data.recall.news.recalled.text', args),
          say(t, { key: `open-data.recall.because.${reason}` }),
          t('open-data.recall.news.recalled.please'),
        ],
        button,
      }
    return {
      subject: t('open-data.recall.news.corrected.subject', args),
      paragraphs: [t('open-data.recall.news.corrected.text', args), text ? inLang(text, lang) : ''],
      button,
    }
  },
})

interface NewsData {
  seq: number
  dataset: string
  title: Localised
  reason?: RecallReason
  text?: Localised
}

interface About {
  distributionId: string
  seq: number
  dataset: string
  title: Localised
}

export async function tellRecalled(ctx: WriteContext, about: About, reason: RecallReason): Promise<void> {
  await tell(ctx, 'recalled', about, { reason })
}

export async function tellCorrected(ctx: WriteContext, about: About, text: Localised): Promise<void> {
  await tell(ctx, 'corrected', about, { text })
}

async function tell(
  ctx: WriteContext,
  kind: 'recalled' | 'corrected',
  { distributionId, seq, dataset, title }: About,
  said: Pick<NewsData, 'reason' | 'text'>,
): Promise<void> {
  const data = { seq, dataset, title, ...said }
  await announce(ctx.tx, recallNews, { kind, subjectId: distributionId, data }, ctx.now)
}
