import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { ifChosen } from '#ui/components/Field.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { processDeskCrumbs } from '../../pages/process-crumbs.ts'
import type { RollDeskView } from '../replies.ts'
import { sources } from '../roll.ts'

interface Props {
  reply: RollDeskView
  view: View
  form: FormState
}

/** The roll for those who run the process: on what it rests, the lists, what people asked; what to do next beside it. */
export function RollDeskPage({ reply, view, form }: Props) {
  const { t } = view
  const path = `/work/processes/${reply.process.number}/roll`
  return (
    <WorkPage
      view={view}
      title={t('processes.roll.title')}
      lead={t(`processes.roll.source.${reply.source}.for-officers`)}
      crumbs={processDeskCrumbs(view, reply.process)}
    >
      <Desk decide={<Next reply={reply} view={view} form={form} />}>
        <SummaryList view={view} rows={factsOf(reply, view)} />
        {reply.lists.length > 0 && (
          <QueueTable
            view={view}
            caption={t('processes.roll.lists')}
            rows={reply.lists}
            rowKey={({ id }) => id}
            href={({ id }) => view.href(`${path}/lists/${id}`)}
            title={({ about }) => about}
            titleHeader={t('processes.roll.about')}
            columns={[
              {
                key: 'members',
                header: t('processes.roll.members'),
                cell: ({ members }) => t(`processes.roll.members.${members}`),
              },
              {
                key: 'state',
                header: t('processes.roll.list.state'),
                cell: ({ state, problems }) =>
                  problems > 0
                    ? t('processes.roll.list.problems', { count: problems })
                    : t(`processes.roll.list.${state}`),
              },
              {
                key: 'lines',
                header: t('processes.roll.lines'),
                numeric: true,
                cell: ({ lines }) => view.number(lines),
              },
            ]}
          />
        )}
        {reply.corrections.length > 0 && (
          <QueueTable
            view={view}
            caption={t('processes.roll.corrections')}
            rows={reply.corrections}
            rowKey={({ id }) => id}
            href={({ id }) => view.href(`${path}/corrections/${id}`)}
            title={({ askedAt }) => view.dateTime(askedAt)}
            titleHeader={t('processes.roll.asked-at')}
            columns={[
              { key: 'place', header: t('processes.roll.ask.place'), cell: ({ place }) => place },
              {
                key: 'state',
                header: t('processes.roll.list.state'),
                cell: ({ state }) => t(`processes.roll.correction.${state}`),
              },
            ]}
          />
        )}
      </Desk>
    </WorkPage>
  )
}

function factsOf(reply: RollDeskView, view: View) {
  const { t } = view
  return [
    { question: t('processes.roll.source'), answer: t(`processes.roll.source.${reply.source}`) },
    ...(reply.eligibleOn && reply.correctionsUntil
      ? [
          { question: t('processes.roll.eligible-on'), answer: view.date(reply.eligibleOn) },
          { question: t('processes.roll.corrections-until'), answer: view.date(reply.correctionsUntil) },
          {
            question: t('processes.roll.fixed'),
            answer: reply.fixedAt ? view.date(reply.fixedAt) : t('processes.roll.fixed.not-yet'),
          },
        ]
      : []),
    ...reply.members.map(({ members, count, eligible }) => ({
      question: t(`processes.roll.members.${members}`),
      answer: t('processes.roll.members.count', { count, eligible: view.number(eligible) }),
    })),
  ]
}

function Next({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const path = `/work/processes/${reply.process.number}/roll`
  // Who is taken at their word needs no days.
  const withDays = ifChosen(
    view,
    sources.map((source) => t(`processes.roll.source.${source}`)),
  )
  if (reply.state === 'draft')
    return (
      <Section id="source" title={t('processes.roll.choose')} note={t('processes.roll.choose.note')}>
        <Form view={view} action={view.href(path)} errors={errors}>
          <Radios
            {...field('source', reply.source)}
            label={t('processes.roll.source')}
            choices={(['declared', ...sources] as const).map((source) => ({
              value: source,
              label: t(`processes.roll.source.${source}`),
              hint: t(`processes.roll.source.${source}.for-officers`),
            }))}
          />
          <DateField
            {...field('eligibleOn', reply.eligibleOn ?? '')}
            label={t('processes.roll.eligible-on')}
            hint={t('processes.roll.eligible-on.hint')}
            required={false}
            requiredWhen={withDays}
          />
          <DateField
            {...field('correctionsUntil', reply.correctionsUntil ?? '')}
            label={t('processes.roll.corrections-until')}
            required={false}
            requiredWhen={withDays}
          />
          <Button>{t('processes.roll.choose.button')}</Button>
        </Form>
      </Section>
    )
  return (
    <>
      {reply.open && reply.source === 'register' && (
        <p>
          <ButtonLink href={view.href(`${path}/new-list`)}>{t('processes.roll.new-list')}</ButtonLink>
        </p>
      )}
      {reply.open && reply.source === 'codes' && !reply.fixedAt && (
        <p>
          <ButtonLink href={view.href(`${path}/new-codes`)}>{t('processes.roll.new-codes')}</ButtonLink>
        </p>
      )}
      {reply.state === 'running' && reply.source === 'document' && (
        <p>
          <ButtonLink href={view.href(`${path}/documents`)}>{t('processes.roll.put')}</ButtonLink>
        </p>
      )}
      {reply.open && !reply.fixedAt && (
        <Section id="fix" title={t('processes.roll.fix')} note={t('processes.roll.fix.note')}>
          <Form view={view} action={view.href(`${path}/fixing`)} errors={errors}>
            <Button kind="quiet">{t('processes.roll.fix.button')}</Button>
          </Form>
        </Section>
      )}
      <p>
        <a href={view.href(`/processes/${reply.process.number}/roll`)}>{t('processes.public-page')}</a>
      </p>
    </>
  )
}
