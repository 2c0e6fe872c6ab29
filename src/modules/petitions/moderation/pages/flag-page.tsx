import type { ComponentChildren } from 'preact'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { ifChosen } from '#ui/components/Field.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
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
  const errors = errorsOf(form, view)
  return (
    <Frame reply={reply} view={view} title={t('petitions.moderation.flag.title')} lead={reply.petition.title}>
      <p>{t('petitions.moderation.flag.lead')}</p>
      <Form view={view} action={view.href(`/petitions/${reply.petition.number}/flag`)} errors={errors}>
        <Radios
          view={view}
          name="reason"
          label={t('petitions.moderation.flag.reason')}
          error={errors?.reason}
          value={typed(form, 'reason') || undefined}
          choices={flagReasons.map((value) => ({ value, label: wordOf(view, 'flag-reason', value) }))}
        />
        <TextArea
          view={view}
          name="text"
          label={t('petitions.moderation.flag.text')}
          hint={t('petitions.moderation.flag.text.hint')}
          error={errors?.text}
          required={false}
          requiredWhen={ifChosen(view, [wordOf(view, 'flag-reason', 'other')])}
          value={typed(form, 'text')}
          limit={1000}
        />
        <Button>{t('petitions.moderation.flag.button')}</Button>
      </Form>
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

function Frame({
  reply,
  view,
  title,
  lead,
  children,
}: Props & { title: string; lead: string; children: ComponentChildren }) {
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/petitions', label: view.t('petitions.nav') },
            { path: `/petitions/${reply.petition.number}-${reply.petition.slug}`, label: reply.petition.title },
          ]}
        />
        <Measure>
          <Heading title={title} lead={lead} />
          {children}
        </Measure>
      </Wrap>
    </Page>
  )
}
