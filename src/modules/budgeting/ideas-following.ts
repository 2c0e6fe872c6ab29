import { type Followable, type NewsSource, numberOf } from '#commons/notices/following/followable.ts'
import { processPath } from '#commons/processes/process.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import { ideaPath } from './idea.ts'
import { ideaEventsBetween, ideasToName, newIdeasBetween } from './idea-news-store.ts'

/** The same name as for discussions: comments are news, too. */
const IDEA = 'budgeting.idea'

/** Ideas of budgets: what the review says, what becomes of them. */
export const ideasToFollow: Followable = {
  kind: IDEA,
  slug: 'ideas',
  label: 'budgeting.follow.kind',
  async find(ctx, key) {
    const number = numberOf(key)
    return number === null ? null : ((await ideasToName(ctx.db, { number })).map(followed)[0] ?? null)
  },
  named: async (ctx, ids) => (await ideasToName(ctx.db, { ids })).map(followed),
}

/** What happened to ideas for who follows them; how many new ones there are for who follows the process. */
export const ideaNews: NewsSource = {
  name: 'budgeting.ideas',
  async between({ db, translate }, since, until) {
    const [events, fresh] = await Promise.all([ideaEventsBetween(db, since, until), newIdeasBetween(db, since, until)])
    return [
      ...events.map(({ idea, kind, data, happenedAt }) => {
        const [part, name] = kind.split('.')
        return {
          about: [{ kind: IDEA, id: idea.id }],
          path: ideaPath(idea),
          at: happenedAt,
          say: (lang: 'ro' | 'ru' | 'en') => ({
            title: idea.title,
            text: say(translate(lang), { key: `budgeting.${part}.event.${name}` as MessageKey, args: data }),
          }),
        }
      }),
      ...fresh.map(({ process, count, at }) => ({
        about: [{ kind: 'processes.process', id: process.id }],
        path: processPath(process),
        at,
        say: (lang: 'ro' | 'ru' | 'en') => ({
          title: inLang(process.title, lang),
          text: translate(lang)('budgeting.news.new-ideas', { count }),
        }),
      })),
    ]
  },
}

function followed(idea: { id: string; number: number; slug: string; title: string; lang: 'ro' | 'ru' | 'en' }) {
  return { id: idea.id, title: idea.title, lang: idea.lang, path: ideaPath(idea) }
}
