import type { PlaceChoice } from '#commons/places/choices.ts'
import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Checkbox } from '#ui/components/Choices.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'

/** What a reply says of the declarations that its process asks for. */
export interface Asked {
  process: { number: number }
  /** The roll knows: nothing is asked. */
  byRoll: boolean
  minAge: number
  residentsOnly: boolean
  /** Place of the account. */
  residence: string | null
  residences: PlaceChoice[]
}

/** Where one lives and how old one is, in the words of the ballot, where the process asks for it. */
export function DeclaredFields({ asked, view, form }: { asked: Asked; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  if (asked.byRoll) return <ByRoll process={asked.process} view={view} />
  return (
    <>
      {asked.residentsOnly && (
        <PlaceField
          view={view}
          name="residence"
          label={t('budgeting.vote.residence')}
          hint={t('budgeting.residents-only')}
          error={errors?.residence}
          value={typed(form, 'residence', asked.residence ?? '')}
          form={form}
          places={asked.residences}
          autocomplete="off"
        />
      )}
      {asked.minAge > 0 && (
        <Checkbox
          view={view}
          name="oldEnough"
          label={t('budgeting.vote.old-enough', { age: asked.minAge })}
          error={errors?.oldEnough}
          checked={ticked(form, 'oldEnough')}
        />
      )}
    </>
  )
}

/** Where the roll answers also before the vote. */
export function ByRoll({ process, view }: { process: { number: number }; view: View }) {
  const { t } = view
  return (
    <p>
      {t('budgeting.ideas.by-roll')}{' '}
      <a href={view.href(`/processes/${process.number}/my-roll`)}>{t('processes.roll.mine')}</a>
    </p>
  )
}
