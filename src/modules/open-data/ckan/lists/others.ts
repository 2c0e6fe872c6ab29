import { fold } from '#commons/search/fold.ts'
import { freshIndex } from '../../catalogue/find/fresh-index.ts'
import { licenceFacts, NOT_SPECIFIED } from '../../catalogue/vocabularies/licences.ts'
import { nameOfCode } from '../../catalogue/vocabularies/names.ts'
import { type CkanAction, denied, notFound } from '../action.ts'
import { findPackages } from '../packages/find-package.ts'
import { packageViews } from '../packages/package-view.ts'
import { naturalOf, textOf } from '../read-fields.ts'

export const licenseList: CkanAction = {
  help: 'Licences that a dataset may have, by their codes in the list of the EU; package_create knows those of CKAN too (cc-by, cc-zero, …).',
  async run(ctx) {
    const t = ctx.translate('ro')
    const known = Object.entries(licenceFacts).map(([id, { url, open }]) => ({ id, url, open }))
    return [...known, { id: NOT_SPECIFIED, url: '', open: false }].map(({ id, url, open }) => ({
      ...{ id, title: nameOfCode(t, 'licence', id), url, status: 'active', family: '', maintainer: '' },
      ...{
        od_conformance: open ? 'approved' : 'not reviewed',
        osd_conformance: 'not reviewed',
        is_okd_compliant: open,
      },
      ...{
        is_osi_compliant: false,
        is_generic: false,
        domain_content: false,
        domain_data: true,
        domain_software: false,
      },
    }))
  },
}

export const packageAutocomplete: CkanAction = {
  help: 'Datasets by the beginning of a word. q. limit: 10.',
  async run(ctx, input) {
    const q = textOf(input, 'q') ?? ''
    const found = (await freshIndex(ctx.db)).matching(q).slice(0, Math.min(naturalOf(input, 'limit', 10), 100))
    return found.map(({ name, title: { ro } }) => {
      const field = name.includes(q.toLowerCase()) ? 'name' : 'title'
      return { name, title: ro, match_field: field, match_displayed: field === 'name' ? name : `${ro} (${name})` }
    })
  },
}

export const formatAutocomplete: CkanAction = {
  help: 'Formats in which some letters stand, the most frequent first. q. limit: 5.',
  async run(ctx, input) {
    const q = fold(textOf(input, 'q') ?? '')
    const counts = new Map<string, number>()
    for (const { formats } of (await freshIndex(ctx.db)).all())
      for (const format of formats) counts.set(format, (counts.get(format) ?? 0) + 1)
    return [...counts]
      .filter(([format]) => fold(format).includes(q))
      .sort((a, b) => b[1] - a[1])
      .slice(0, naturalOf(input, 'limit', 5))
      .map(([format]) => format.toLowerCase())
  },
}

export const currentPackageList: CkanAction = {
  help: 'Datasets with their resources, what changed last first. limit: at most 1000. offset.',
  async run(ctx, input) {
    const offset = naturalOf(input, 'offset', 0)
    const all = (await freshIndex(ctx.db)).matching('')
    const page = all.slice(offset, offset + Math.min(naturalOf(input, 'limit', 1_000), 1_000))
    const packages = await findPackages(
      ctx,
      page.map(({ id }) => id),
    )
    return packageViews(ctx, packages)
  },
}

/** People are not listed here; a program learns who its token acts for. */
export const userShow: CkanAction = {
  help: 'The owner of the token that asks. Nobody else is shown.',
  async run(ctx, input) {
    const { accountId, name = null } = ctx.viewer
    const id = textOf(input, 'id')
    if (accountId === null || (id !== null && id !== accountId)) throw notFound('User was not found.')
    return {
      ...{
        id: accountId,
        name: accountId,
        fullname: name,
        display_name: name ?? accountId,
        about: null,
        state: 'active',
      },
      ...{
        sysadmin: false,
        number_created_packages: 0,
        activity_streams_email_notifications: false,
        image_display_url: '',
      },
    }
  },
}

export const vocabularyShow: CkanAction = {
  help: 'There are no vocabularies of tags.',
  run: async () => {
    throw notFound('Vocabulary was not found.')
  },
}

/** What CKAN lists and we have none of: an empty list, so that programs go on. */
export const nothing = (what: string): CkanAction => ({
  help: `${what}: always an empty list here.`,
  run: async () => [],
})

export const followers: CkanAction = {
  help: 'How many follow it. Not told here: 0.',
  run: async () => 0,
}

/** Refused to everybody, with where it is done. */
export const refused = (why: string) => ({
  help: `Refused: ${why}`,
  writes: true as const,
  run: async (): Promise<unknown> => {
    throw denied(why)
  },
})
