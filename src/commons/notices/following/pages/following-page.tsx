import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { FollowingView } from '../replies.ts'

const frequencies = ['daily', 'weekly', 'off'] as const

interface Props {
  reply: FollowingView
  view: View
  form: FormState
  /** Where its forms go: the account's page, or the page behind the link of a letter. */
  base: string
}

/** What somebody follows, how often they hear of it, and a button to stop each. */
export function FollowingPage({ reply, view, form, base }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const byAccount = base.startsWith('/account')
  return (
    <Page view={view} title={t('notices.following.all')} noindex>
      <Wrap>
        <Measure>
          <div class="stack-wide">
            <Heading title={t('notices.following.all')} lead={t('notices.following.all.lead')} />
            <Form view={view} action={view.href(base)} errors={errors?.frequency ? errors : undefined}>
              <Radios
                view={view}
                name="frequency"
                label={t('notices.following.frequency')}
                error={errors?.frequency}
                value={typed(form, 'frequency', reply.frequency)}
                choices={frequencies.map((value) => ({
                  value,
                  label: t(`notices.following.frequency.${value}`),
                  hint: t(`notices.following.frequency.${value}.hint`),
                }))}
              />
              <Button>{t('notices.following.frequency.keep')}</Button>
            </Form>
            {reply.kinds.length === 0 && (
              <EmptyState
                title={t('notices.following.none')}
                next={<a href={view.href('/processes')}>{t('notices.following.none.next')}</a>}
              />
            )}
            {reply.kinds.map(({ kind, label, subjects }) => (
              <Section key={kind} id={kind} title={label}>
                <ul class="rows">
                  {subjects.map((one) => (
                    <li class="row" key={one.id}>
                      <h3 class="row-title">
                        <a href={view.href(one.path)} lang={one.lang}>
                          {one.title}
                        </a>
                      </h3>
                      {one.atOnce && <p class="row-meta">{t('notices.following.at-once')}</p>}
                      <Form
                        view={view}
                        action={view.href(`${base}/end`)}
                        hidden={{ subscription: one.id }}
                        scope={one.id}
                      >
                        <Button kind="quiet">
                          {t('notices.following.end')}
                          <span class="ds-sr-only">: {one.title}</span>
                        </Button>
                      </Form>
                    </li>
                  ))}
                </ul>
              </Section>
            ))}
            {byAccount && (
              <Section title={t('notices.following.place')} id="place">
                <Form
                  view={view}
                  action={view.href(`${base}/places`)}
                  errors={errors?.place ? errors : undefined}
                  scope="place"
                >
                  <PlaceField
                    view={view}
                    name="place"
                    label={t('notices.following.place.choose')}
                    hint={t('notices.following.place.hint')}
                    error={errors?.place}
                    value={typed(form, 'place')}
                    form={form}
                    places={reply.places}
                  />
                  <Button kind="quiet">{t('notices.following.button')}</Button>
                </Form>
              </Section>
            )}
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}
