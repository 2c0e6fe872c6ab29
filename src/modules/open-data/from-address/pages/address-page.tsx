import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { filesPath, WorkFrame } from '../../ingest/pages/work-frame.tsx'
import type { AddressView } from '../replies.ts'
import { schedules } from '../schedule.ts'
import { FetchLog } from './fetch-log.tsx'
import { SourcePill } from './source-pill.tsx'

interface Props {
  reply: AddressView
  view: View
  form: FormState
}

const addressPath = (reply: AddressView) => `${filesPath(reply)}/address`

/** Where the file of a distribution is fetched from: how that goes, each time it was asked, and the form that changes it. */
export function AddressPage({ reply, view, form }: Props) {
  const { t } = view
  const { source, dataset, log, next } = reply
  return (
    <WorkFrame
      view={view}
      reply={reply}
      title={t('open-data.from-address.title')}
      lead={t('open-data.from-address.lead')}
      inside
    >
      {dataset.waits && <Notice title={t('open-data.catalogue.describe.in-review')} />}
      {source && <Going reply={reply} source={source} view={view} />}
      {source && (
        <Section id="log" title={t('open-data.from-address.log')}>
          {log.length === 0 ? (
            <p>{t('open-data.from-address.log.none')}</p>
          ) : (
            <FetchLog lines={log} filesPath={filesPath(reply)} view={view} />
          )}
          <Pagination
            view={view}
            next={next ? `${view.href(addressPath(reply))}?before=${next}` : undefined}
            first={undefined}
          />
        </Section>
      )}
      {!dataset.waits && (
        <Section id="set" title={t(source ? 'open-data.from-address.change' : 'open-data.from-address.begin')}>
          <Measure>
            <SetForm reply={reply} view={view} form={form} />
          </Measure>
        </Section>
      )}
      {source && !dataset.waits && (
        <Details summary={t('open-data.from-address.remove')}>
          <p>{t('open-data.from-address.remove.note')}</p>
          <Form view={view} action={view.href(`${addressPath(reply)}/removal`)} scope="removal">
            <Button kind="danger">{t('open-data.from-address.remove')}</Button>
          </Form>
        </Details>
      )}
    </WorkFrame>
  )
}

function Going({
  reply,
  source,
  view,
}: Pick<Props, 'reply' | 'view'> & { source: NonNullable<AddressView['source']> }) {
  const { t } = view
  const { state, nextAt, failures, schedule, publishes } = source
  const path = addressPath(reply)
  return (
    <Section id="going" title={t('open-data.from-address.going')}>
      {state === 'stopped' && (
        <Notice kind="danger" title={t('open-data.from-address.stopped')} level={3}>
          <p>{t('open-data.from-address.stopped.text', { count: failures })}</p>
        </Notice>
      )}
      <SummaryList
        view={view}
        rows={[
          { question: t('open-data.from-address.state'), answer: <SourcePill view={view} source={source} /> },
          {
            question: t('open-data.from-address.url'),
            answer: (
              <a class="break-anywhere" href={source.url} rel="noreferrer">
                {source.url}
              </a>
            ),
          },
          { question: t('open-data.from-address.schedule'), answer: t(`open-data.from-address.schedule.${schedule}`) },
          ...(nextAt && state === 'going'
            ? [{ question: t('open-data.from-address.next'), answer: view.dateTime(nextAt) }]
            : []),
          {
            question: t('open-data.from-address.publishing'),
            answer: t(
              publishes ? 'open-data.from-address.publishing.itself' : 'open-data.from-address.publishing.hand',
            ),
          },
        ]}
      />
      <Actions>
        {state !== 'fetching' && state !== 'due' && !reply.dataset.waits && (
          <Form view={view} action={view.href(`${path}/fetch`)} scope="now">
            <Button kind="quiet">{t('open-data.from-address.now')}</Button>
          </Form>
        )}
        {(state === 'fetching' || state === 'due') && (
          <ButtonLink kind="quiet" href={view.href(path)}>
            {t('open-data.from-address.refresh')}
          </ButtonLink>
        )}
        <ButtonLink kind="quiet" href={view.href(filesPath(reply))}>
          {t('open-data.from-address.versions')}
        </ButtonLink>
      </Actions>
    </Section>
  )
}

function SetForm({ reply, view, form }: Props) {
  const { t } = view
  const { source, outside } = reply
  const action = view.href(addressPath(reply))
  const mine = !view.returned || view.href(view.returned.action) === action
  const errors = mine ? errorsOf(form, view) : undefined
  return (
    <Form view={view} action={action} errors={errors}>
      <TextField
        view={view}
        name="url"
        type="url"
        label={t('open-data.from-address.url')}
        hint={t('open-data.from-address.url.hint')}
        error={errors?.url}
        value={typed(form, 'url', source?.url ?? outside ?? '')}
      />
      <Radios
        view={view}
        name="schedule"
        label={t('open-data.from-address.schedule')}
        error={errors?.schedule}
        value={typed(form, 'schedule', source?.schedule ?? 'daily')}
        choices={schedules.map((value) => ({ value, label: t(`open-data.from-address.schedule.${value}`) }))}
      />
      <Checkbox
        view={view}
        name="publishes"
        label={t('open-data.from-address.publishes')}
        hint={t('open-data.from-address.publishes.hint')}
        error={errors?.publishes}
        checked={ticked(form, 'publishes', source?.publishes ?? false)}
      />
      <Button>{t('open-data.from-address.save')}</Button>
    </Form>
  )
}
