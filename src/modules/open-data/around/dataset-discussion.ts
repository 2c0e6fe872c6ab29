import { sql } from 'kysely'
import type { Discussable } from '#commons/discussion/discussable.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { datasetPath } from '../catalogue/dataset-path.ts'

/** The same name for what is discussed, followed and cited: comments are news, too. */
export const DATASET = 'open-data.dataset'

/** Datasets that are or were public. What is said of one that was withdrawn stays readable. */
export const datasetsDiscussion: Discussable = {
  kind: DATASET,
  slug: 'datasets',
  async find(db, number) {
    const { rows } = await sql<{
      id: string
      name: string
      title: Localised
      open: boolean
      organisationId: string
      placeKey: string
    }>`
      SELECT d.id, d.name, d.title, d.state = 'published' AS open, o.id AS "organisationId", o.place_key AS "placeKey"
      FROM open_data.dataset d JOIN organisations.organisation o ON o.id = d.organisation_id
      WHERE d.number = ${number} AND d.published_at IS NOT NULL`.execute(db)
    if (!rows[0]) return null
    const { name, title, ...subject } = rows[0]
    // Romanian is the one language in which every dataset has a title.
    return { ...subject, number, title: title.ro, lang: 'ro', path: datasetPath({ name }) }
  },
}
