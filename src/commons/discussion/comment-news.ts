import type { NewsSource } from '#commons/notices/following/followable.ts'
import { subjectOf } from './discussable.ts'
import { commentsBetween } from './store.ts'

/** How many comments a subject got, for who follows it; no words of theirs: they may be hidden before they are read. */
export const commentNews: NewsSource = {
  name: 'discussion.comments',
  async between(services, since, until) {
    const counted = await commentsBetween(services.db, since, until)
    const items = await Promise.all(
      counted.map(async ({ count, at, ...of }) => {
        const subject = await subjectOf(services, services.db, of)
        if (!subject) return []
        const { kind, id, path, title } = subject
        const say = (lang: 'ro' | 'ru' | 'en') => ({
          title,
          text: services.translate(lang)('discussion.news', { count }),
        })
        return [{ about: [{ kind, id }], path, at, say }]
      }),
    )
    return items.flat()
  },
}
