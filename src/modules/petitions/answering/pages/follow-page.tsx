import type Type from 'typebox'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { EmailField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { FollowAskedView, FollowPageView } from '../replies.ts'

/** Asks for news of a petition: one button when signed in, else an address that is confirmed by mail. */
export function FollowPage({ reply, view, form }: { reply: FollowPageView; view: View; form: FormState }) {
  const { t } = view
  const { petition } = reply
  const errors = errorsOf(form, view)
  return (
    <Page view={view} title={t('petitions.answering.follow.title')} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={t('petitions.answering.follow.title')}
            lead={t('petitions.answering.follow.lead')}
            meta={petition.title}
          />
          {reply.following ? (
            <Notice title={t('petitions.answering.follow.on')} kind="success" />
          ) : (
            <Form view={view} action={view.href(`/petitions/${petition.number}/follow`)} errors={errors}>
              {!reply.signedIn && (
                <EmailField
                  view={view}
                  name="email"
                  label={t('petitions.email')}
                  hint={t('petitions.answering.follow.email-hint')}
                  error={errors?.email}
                  value={typed(form, 'email')}
                />
              )}
              <Button>{t('petitions.answering.follow.button')}</Button>
            </Form>
          )}
          <Back petition={petition} view={view} />
        </Measure>
      </Wrap>
    </Page>
  )
}

export function FollowAskedPage({ reply, view }: { reply: Type.Static<typeof FollowAskedView>; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('petitions.answering.follow.asked')} noindex>
      <Wrap>
        <Measure>
          <Heading title={t('petitions.answering.follow.asked')} lead={t('petitions.answering.follow.asked-lead')} />
          <Back petition={reply.petition} view={view} />
        </Measure>
      </Wrap>
    </Page>
  )
}

function Back({ petition, view }: { petition: { number: number; slug: string }; view: View }) {
  return (
    <ButtonLink href={view.href(`/petitions/${petition.number}-${petition.slug}`)} kind="quiet">
      {view.t('petitions.receipt.back')}
    </ButtonLink>
  )
}
