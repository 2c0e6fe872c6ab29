import type { ComponentChildren } from 'preact'
import { FlagForm } from '#commons/moderation/flag-form.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { ifChosen } from '#ui/components/Field.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { flagReasons } from '../reasons.ts'
import type { FlagView } from '../replies.ts'
import { wordOf } from './words.ts'

interface Props {
  reply: FlagView
  view: View
}

/** A reader says what is wrong with a petition. No account is needed. */
export function FlagPage({ reply, view, form }: Props & { form: FormState }) {
  const { t } = view
  return (
    <Frame reply={reply} view={view} title={t('petitions.moderation.flag.title')} lead={reply.petition.title}>
      <p>{t('petitions.moderation.flag.lead')}</p>
      <FlagForm
        view={view}
        form={form}
        action={view.href(`/petitions/${reply.petition.number}/flag`)}
        ask={t('petitions.moderation.flag.reason')}
        button={t('petitions.moderation.flag.button')}
        reasons={flagReasons.map((value) => ({ value, label: wordOf(view, 'flag-reason', value) }))}
      >
        <TextArea
          view={view}
          name="text"
          label={t('petitions.moderation.flag.text')}
          hint={t('petitions.moderation.flag.text.hint')}
          error={errorsOf(form, view)?.text}
          required={false}
          requiredWhen={ifChosen(view, [wordOf(view, 'flag-reason', 'other')])}
          value={typed(form, 'text')}
          limit={1000}
        />
      </FlagForm>
    </Frame>
  )
}

export function FlaggedPage({ reply, view }: Props) {
  const { t } = view
  return (
    <Frame
      reply={reply}
      view={view}
      title={t('petitions.moderation.flagged.title')}
      lead={t('petitions.moderation.flagged.lead')}
    >
      <ButtonLink kind="quiet" href={view.href(`/petitions/${reply.petition.number}-${reply.petition.slug}`)}>
        {t('petitions.moderation.flagged.back')}
      </ButtonLink>
    </Frame>
  )
}

function Frame({ reply, ...page }: Props & { title: string; lead: string; children: ComponentChildren }) {
  const { number, slug, title } = reply.petition
  const crumbs = [
    { path: '/petitions', label: page.view.t('petitions.nav') },
    { path: `/petitions/${number}-${slug}`, label: title },
  ]
  return <ColumnPage {...page} crumbs={crumbs} noindex close />
}
