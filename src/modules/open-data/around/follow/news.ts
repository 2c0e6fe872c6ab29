import { addDays, dayOf, startOfDay } from '#commons/lifecycle/plain-day.ts'
import type { NewsItem, NewsSource } from '#commons/notices/following/followable.ts'
import { placesAround } from '#commons/notices/following/places.ts'
import type { Services } from '#kernel/http/context.ts'
import { inLang, type Lang, type Localised } from '#kernel/i18n/lang.ts'
import type { Translate } from '#kernel/i18n/translator.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import { DATASET } from '../dataset-discussion.ts'
import { INSTITUTION } from './following.ts'
import {
  correctionsBetween,
  type DatasetEvent,
  dueBetween,
  recallsBetween,
  reusesBetween,
  standingBetween,
  versionsBetween,
} from './store.ts'

/** What happened to datasets, for who follows one or its institution; new ones also for who follows the place. */
export const datasetNews: NewsSource = {
  name: 'open-data.datasets',
  async between(services, since, until) {
    const { db } = services
    const [standing, versions, recalls, corrections, reuses, late] = await Promise.all([
      standingBetween(db, since, until),
      versionsBetween(db, since, until),
      recallsBetween(db, since, until),
      correctionsBetween(db, since, until),
      reusesBetween(db, since, until),
      lateBetween(services, since, until),
    ])
    const file = (one: DatasetEvent & { file: Localised; seq: number }, lang: Lang) => ({
      file: inLang(one.file, lang),
      seq: one.seq,
    })
    const corrected = (one: DatasetEvent) => `${datasetPath(one)}/corrections`
    const items = [
      ...standing.map((one) =>
        item(services, one, (t) => t(`open-data.around.news.${one.act}`), {
          about: one.act === 'publish' && one.placeKey ? placesAround(services, one.placeKey) : [],
        }),
      ),
      ...versions.map((one) => item(services, one, (t, lang) => t('open-data.around.news.version', file(one, lang)))),
      ...recalls.map((one) =>
        item(services, one, (t, lang) => t('open-data.around.news.recalled', file(one, lang)), {
          path: corrected(one),
        }),
      ),
      ...corrections.map((one) =>
        item(services, one, (t, lang) => t('open-data.around.news.corrected', file(one, lang)), {
          path: corrected(one),
        }),
      ),
      ...reuses.map((one) => item(services, one, (t) => t('open-data.around.news.reuse', { title: one.said }))),
      ...late.map((one) => item(services, one, (t) => t('open-data.around.news.late'))),
    ]
    return items.sort((a, b) => a.at.getTime() - b.at.getTime())
  },
}

/** It is late from the beginning of the day after the one on which it was due. */
async function lateBetween({ db, timeZone }: Services, since: Date, until: Date) {
  const due = await dueBetween(db, { from: dayOf(since, timeZone), before: dayOf(until, timeZone), timeZone })
  return due.map((one) => ({ ...one, at: startOfDay(addDays(one.dueOn, 1), timeZone) }))
}

function item(
  { translate }: Services,
  one: DatasetEvent,
  text: (t: Translate, lang: Lang) => string,
  { about = [], path = datasetPath(one) }: { about?: NewsItem['about']; path?: string } = {},
): NewsItem {
  return {
    about: [{ kind: DATASET, id: one.id }, { kind: INSTITUTION, id: one.organisationId }, ...about],
    path,
    at: one.at,
    say: (lang) => ({ title: inLang(one.title, lang), text: text(translate(lang), lang) }),
  }
}
