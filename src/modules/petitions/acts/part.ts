import type { ActSubject, NamedSubject } from '#commons/audit/act-subjects.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import type { Part } from '#kernel/module.ts'
import { CASE } from '../answering/case.ts'
import { HOLD } from '../fraud/hold-decision.ts'
import { BATCH } from '../paper/batch.ts'
import { petitionPath } from '../petition.ts'
import { type PetitionOfSubject, petitionsOf, type Source } from './store.ts'

/** How the record of officials' acts names what this room's acts were done to. */
export const acts: Part = {
  actSubjects: [
    byPetition('petitions.petition', 'petition', 'petitions.acts.petition'),
    byPetition(CASE, 'case', 'petitions.acts.case'),
    byPetition(HOLD, 'hold', 'petitions.acts.hold'),
    byPetition('petitions.invalidation', 'invalidation', 'petitions.acts.invalidation'),
    byPetition(BATCH, 'paper', 'petitions.acts.paper'),
    {
      kind: 'petitions.recount',
      label: 'petitions.acts.recount',
      find: async (ctx) =>
        new Map([['all', { name: ctx.translate(ctx.lang)('petitions.acts.recount.all'), path: '/work/recount' }]]),
    },
  ],
}

function byPetition(kind: string, source: Source, label: MessageKey): ActSubject {
  return {
    kind,
    label,
    async find(ctx, ids) {
      const rows = await petitionsOf(ctx.db, source, ids)
      return new Map(rows.map((row) => [row.id, named(ctx, row, source, label)]))
    },
  }
}

/** What is not public keeps its title to those who moderate it. */
function named(ctx: Context, row: PetitionOfSubject, source: Source, label: MessageKey): NamedSubject {
  const t = ctx.translate(ctx.lang)
  const { number, slug, title, authority } = row
  const anchor = authority ? `#case-${authority.slug}` : ''
  const path = title === null ? null : `${petitionPath({ number, slug })}${anchor}`
  if (source === 'petition')
    return {
      name: title === null ? t('petitions.acts.numbered', { number }) : t('petitions.acts.titled', { number, title }),
      path,
    }
  const what = authority ? inLang(authority.name, ctx.lang) : say(t, { key: label })
  return { name: t('petitions.acts.of', { what, number }), path }
}
