import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { removalReasons } from '../fields.ts'
import type { OrganisationRemovalView } from '../replies.ts'

/** A moderator takes an organisation from the list, with a reason that everybody can read. */
export function OrganisationRemovalPage({
  reply,
  view,
  form,
}: {
  reply: OrganisationRemovalView
  view: View
  form: FormState
}) {
  const { t } = view
  const { petition, organisation } = reply
  const errors = errorsOf(form, view)
  return (
    <Page view={view} title={t('petitions.signing.removal.title')} noindex>
      <Wrap>
        <WorkCrumbs
          view={view}
          crumbs={[{ path: '/work/supporting-organisations', label: t('petitions.signing.to-check.title') }]}
        />
        <Measure>
          <Heading title={t('petitions.signing.removal.title')} lead={organisation.name} />
          <SummaryList
            view={view}
            rows={[
              { question: t('petitions.petition'), answer: petition.title, lang: petition.lang },
              { question: t('petitions.signing.idno'), answer: organisation.idno },
              { question: t('petitions.signing.organisation.mandate'), answer: organisation.mandate },
              { question: t('petitions.signing.organisation.representative'), answer: reply.representative ?? '–' },
            ]}
          />
          <Form
            view={view}
            action={view.href(`/petitions/${petition.number}/supporting-organisations/${organisation.id}/removal`)}
            errors={errors}
          >
            <Radios
              view={view}
              name="reason"
              label={t('petitions.signing.removal.reason')}
              hint={t('petitions.signing.removal.reason.hint')}
              error={errors?.reason}
              value={typed(form, 'reason') || undefined}
              choices={removalReasons.map((reason) => ({
                value: reason,
                label: t(`petitions.signing.removal.reason.${reason}`),
              }))}
            />
            <Button kind="danger">{t('petitions.signing.removal.button')}</Button>
          </Form>
        </Measure>
      </Wrap>
    </Page>
  )
}
