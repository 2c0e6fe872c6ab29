import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Picture } from '#ui/components/Picture.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import type { ReuseDesk } from '../replies.ts'
import { refusalReasons } from '../reuse.ts'
import { OutLink } from './reuse-page.tsx'
import { QUEUE } from './reuse-queue-page.tsx'
import { ReuseStatePill } from './state-pill.tsx'

interface Props {
  reply: ReuseDesk
  view: View
  form: FormState
}

/** A reuse for whoever decides on it: what it says, what was reported and found, the decision. */
export function ReuseDeskPage({ reply, view, form }: Props) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={reply.title}
      meta={dotted([
        t(`open-data.around.type.${reply.type}`),
        reply.author ?? t('open-data.around.somebody'),
        view.dateTime(reply.proposedAt),
      ])}
      crumbs={[{ path: QUEUE, label: t('open-data.around.desk') }]}
    >
      <Desk decide={<Decide reply={reply} view={view} form={form} />}>
        <p>
          <ReuseStatePill state={reply.state} view={view} />
        </p>
        <Section id="text" title={t('open-data.around.text')}>
          <Prose html={reply.html} lang={reply.lang} />
          {reply.picture && <Picture src={`${QUEUE}/${reply.number}/picture`} {...reply.picture} lang={reply.lang} />}
          <p>
            <OutLink url={reply.url} view={view} />
          </p>
        </Section>
        <Section id="datasets" title={t('open-data.around.of-data')}>
          <ul>
            {reply.datasets.map(({ name, title }) => (
              <li key={name}>
                <a href={view.href(datasetPath({ name }))}>{title.text}</a>
              </li>
            ))}
          </ul>
        </Section>
        <Section id="why" title={t('open-data.around.desk.why')}>
          <SummaryList view={view} rows={reasonsOf(reply, view)} />
        </Section>
      </Desk>
    </WorkPage>
  )
}

function reasonsOf({ flags, findings, waitingSince }: ReuseDesk, view: View) {
  const { t } = view
  const nothing = t('open-data.around.desk.nothing')
  const said = flags.map(
    ({ reason, count }) => `${t(`open-data.around.flag-reason.${reason}`)} (${view.number(count)})`,
  )
  return [
    { question: t('open-data.around.desk.reports'), answer: said.join('; ') || nothing },
    { question: t('open-data.around.desk.found'), answer: findings.join('; ') || nothing },
    { question: t('open-data.around.desk.since'), answer: waitingSince ? view.dateTime(waitingSince) : nothing },
  ]
}

function Decide({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const path = `${QUEUE}/${reply.number}`
  if (reply.own) return <Notice title={t('open-data.around.own')} />
  if (reply.refusedReason) return <Notice title={t(`open-data.around.reason.${reply.refusedReason}`)} />
  const listed = reply.state === 'listed'
  return (
    <>
      {!listed && (
        <Section id="list" title={t('open-data.around.list')} note={t('open-data.around.list.note')}>
          <Form view={view} action={view.href(`${path}/listing`)} hidden={{ seen: reply.proposedAt }}>
            <Button>{t('open-data.around.list.button')}</Button>
          </Form>
        </Section>
      )}
      {listed && reply.waitingSince && (
        <Section id="leave" title={t('open-data.around.leave')} note={t('open-data.around.leave.note')}>
          <Form view={view} action={view.href(`${path}/leaving`)}>
            <Button kind="quiet">{t('open-data.around.leave.button')}</Button>
          </Form>
        </Section>
      )}
      <Section
        id="refuse"
        title={t(listed ? 'open-data.around.remove' : 'open-data.around.refuse')}
        note={t(listed ? 'open-data.around.remove.note' : 'open-data.around.refuse.note')}
      >
        <Form view={view} action={view.href(`${path}/refusal`)} errors={errors} hidden={{ seen: reply.proposedAt }}>
          <Radios
            view={view}
            name="reason"
            label={t('open-data.around.refuse.reason')}
            error={errors?.reason}
            value={typed(form, 'reason') || undefined}
            choices={refusalReasons.map((value) => ({ value, label: t(`open-data.around.reason.${value}`) }))}
          />
          <Button kind="danger">
            {t(listed ? 'open-data.around.remove.button' : 'open-data.around.refuse.button')}
          </Button>
        </Form>
      </Section>
    </>
  )
}
