import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { petitionPath } from '../../petition.ts'
import type { InvalidationView } from '../replies.ts'

/** The count, and only then the acts. */
export function InvalidationPage({ reply, view, form }: { reply: InvalidationView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const act = (path: 'run' | 'cancellation' | 'restoration', kind?: 'danger' | 'quiet') => (
    <Form view={view} action={view.href(`/work/fraud/invalidations/${reply.id}/${path}`)} errors={errors}>
      <Button {...(kind && { kind })}>{t(`petitions.fraud.act.${path}`)}</Button>
    </Form>
  )
  const common = [
    ...(reply.name === null ? [] : [`${t('petitions.fraud.field.name')}: ${reply.name}`]),
    ...(reply.unit === null ? [] : [reply.unit]),
    ...reply.by.filter((one) => one === 'source' || one === 'domain').map((one) => t(`petitions.fraud.kind.${one}`)),
    ...(reply.from === null ? [] : [`${t('petitions.fraud.field.from')}: ${view.date(reply.from)}`]),
    ...(reply.to === null ? [] : [`${t('petitions.fraud.field.to')}: ${view.date(reply.to)}`]),
  ]
  return (
    <Page view={view} title={t('petitions.fraud.invalidation')} noindex>
      <Wrap>
        <WorkCrumbs view={view} crumbs={[{ path: '/work/fraud', label: t('petitions.fraud.title') }]} />
        <Measure>
          <div class="stack-wide">
            <Heading title={t('petitions.fraud.invalidation')} lead={t(`petitions.fraud.state.${reply.state}`)} />
            <SummaryList
              view={view}
              rows={[
                {
                  question: t('petitions.petition'),
                  answer: <a href={view.href(petitionPath(reply.petition))}>{reply.petition.title}</a>,
                  lang: reply.petition.lang,
                },
                { question: t('petitions.fraud.condition'), answer: common.join('; ') },
                { question: t('petitions.fraud.reason'), answer: t(`petitions.fraud.reason.${reply.reason}`) },
                {
                  question: t('petitions.fraud.found'),
                  answer: t('petitions.fraud.numbers', {
                    signatures: reply.signaturesFound,
                    requests: reply.requestsFound,
                  }),
                },
                {
                  question: t('petitions.fraud.done'),
                  answer: t('petitions.fraud.numbers', {
                    signatures: reply.signaturesDone,
                    requests: reply.requestsDone,
                  }),
                },
                { question: t('petitions.fraud.restored'), answer: view.number(reply.signaturesRestored) },
              ]}
            />
            <Actions>
              {reply.state === 'counted' && act('run', 'danger')}
              {(reply.state === 'counted' || reply.state === 'running') && act('cancellation', 'quiet')}
              {(reply.state === 'done' || reply.state === 'cancelled') &&
                reply.signaturesDone > 0 &&
                act('restoration', 'quiet')}
            </Actions>
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}
