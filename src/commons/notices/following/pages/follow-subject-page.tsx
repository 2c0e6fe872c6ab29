import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { EmailField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { FollowAskedView, FollowSubjectView } from '../replies.ts'

/** Asks for news of a subject: one button when signed in, else an address that is confirmed by mail. */
export function FollowSubjectPage({ reply, view, form }: { reply: FollowSubjectView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const here = `/follow/${reply.kind}/${reply.subject}`
  // A place has no page of its own to go back to.
  const back = reply.path !== here
  return (
    <Page view={view} title={t('notices.following.title')} noindex>
      <Wrap>
        <Measure>
          <div class="stack-wide">
            <Heading
              title={reply.title}
              titleLang={reply.lang}
              lead={t(reply.atOnce ? 'notices.following.lead-at-once' : 'notices.following.lead')}
              meta={t('notices.following.title')}
            />
            {reply.following && <Notice title={t('notices.following.on')} kind="success" />}
            <Form view={view} action={view.href(reply.following ? `${here}/end` : here)} errors={errors}>
              {!reply.signedIn && (
                <EmailField
                  view={view}
                  name="email"
                  label={t('notices.following.email')}
                  hint={t('notices.following.email.hint')}
                  error={errors?.email}
                  value={typed(form, 'email')}
                />
              )}
              <Button kind={reply.following ? 'quiet' : 'main'}>
                {t(reply.following ? 'notices.following.end' : 'notices.following.button')}
              </Button>
            </Form>
            <Actions>
              {back && (
                <ButtonLink href={view.href(reply.path)} kind="quiet">
                  {t('notices.follow.back')}
                </ButtonLink>
              )}
              {reply.signedIn && (
                <ButtonLink href={view.href('/account/following')} kind="quiet">
                  {t('notices.following.all')}
                </ButtonLink>
              )}
            </Actions>
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}

export function FollowAskedPage({ reply, view }: { reply: FollowAskedView; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('notices.following.asked')} noindex>
      <Wrap>
        <Measure>
          <Heading title={t('notices.following.asked')} lead={t('notices.following.asked.lead')} />
          <ButtonLink href={view.href(reply.path)} kind="quiet">
            {t('notices.follow.back')}
          </ButtonLink>
        </Measure>
      </Wrap>
    </Page>
  )
}
