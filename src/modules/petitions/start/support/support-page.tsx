import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Panel } from '#ui/components/Card.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SplitPage } from '#ui/components/SplitPage.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { otherLang } from '#ui/other-lang.ts'
import { PersonFields } from '../../pages/person-fields.tsx'
import { DocumentList } from '../documents/document-list.tsx'
import { OrganisationStarter } from '../organisation-starter.tsx'
import type { SupportView } from './replies.ts'
import { Supporters } from './supporters.tsx'

interface Props {
  reply: SupportView
  view: View
  form: FormState
}

/** What the private link opens: the petition as it will be, and the way to stand behind it. */
export function SupportPage({ reply, view, form }: Props) {
  const { t } = view
  const lang = otherLang(reply.lang, view)
  return (
    <Page view={view} title={reply.title} noindex>
      <Wrap>
        <SplitPage
          actId="support"
          head={
            <Heading
              title={reply.title}
              titleLang={lang}
              state={<Pill tone="waiting">{t(`petitions.state.${reply.state}`)}</Pill>}
              lead={t('petitions.start.support.lead')}
              meta={[
                t('petitions.to', { who: view.list(reply.addressees) }),
                reply.starterName
                  ? t('petitions.started-by', { name: reply.starterName })
                  : t('petitions.started-by-resident'),
                reply.place,
              ].join(' · ')}
            />
          }
          ask={
            <>
              <Prose html={reply.whyHtml} lang={lang} />
              {reply.documents.length > 0 && (
                <Section id="documents" title={t('petitions.start.documents')}>
                  <DocumentList view={view} documents={reply.documents} lang={lang} />
                </Section>
              )}
              {reply.organisation && <OrganisationStarter view={view} organisation={reply.organisation} lang={lang} />}
            </>
          }
          act={
            <Panel>
              <Doing {...{ reply, view, form }} />
            </Panel>
          }
          bar={
            reply.takesSupport && (
              <ButtonLink href="#support" wide>
                {t('petitions.start.support.button')}
              </ButtonLink>
            )
          }
          rest={<p class="soft">{t('petitions.start.support.private')}</p>}
        />
      </Wrap>
    </Page>
  )
}

function Doing({ reply, view, form }: Props) {
  const { t } = view
  if (reply.published)
    return (
      <>
        <p>{t('petitions.start.support.published')}</p>
        <ButtonLink href={view.href(`/petitions/${reply.published.number}-${reply.published.slug}`)} wide>
          {t('petitions.start.support.to-petition')}
        </ButtonLink>
      </>
    )
  return (
    <>
      <Supporters view={view} supporters={reply.supporters} needed={reply.needed} />
      {reply.takesSupport ? <SupportForm {...{ reply, view, form }} /> : <p>{t('petitions.start.takes-no-support')}</p>}
    </>
  )
}

function SupportForm({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Section id="support-title" title={t('petitions.start.support.title')}>
      <Form view={view} action={view.href(`/support/${reply.token}`)} errors={errors}>
        <PersonFields
          view={view}
          form={form}
          errors={errors}
          places={reply.places}
          account={reply.signedIn ? { name: reply.name, place: reply.ownPlace } : undefined}
        />
        <Button wide>{t('petitions.start.support.button')}</Button>
      </Form>
    </Section>
  )
}
