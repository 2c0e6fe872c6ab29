import { LangField } from '#commons/people/lang-field.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { StateFilter } from '../../state-filter.tsx'
import type { WishDesk, WishDeskView, WishItem } from '../replies.ts'
import { declineReasons, wishPath, wishStates } from '../wish.ts'
import { WishPill } from './state-pill.tsx'
import { Answers } from './wish-page.tsx'

const DESK = '/work/data-wishes'

/** Wishes for the data of an officer's institution, and those that name none. */
export function WishDeskListPage({ reply, view }: { reply: WishDesk; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('open-data.wishes.desk')}
      lead={t('open-data.wishes.desk.lead')}
      reply={reply}
      filters={{ state: reply.state }}
      empty={{
        title: t('open-data.wishes.empty'),
        next: <a href={view.href('/data/wishes')}>{t('open-data.wishes.all')}</a>,
      }}
      {...wishQueue(view, DESK)}
    >
      <StateFilter
        view={view}
        label={t('open-data.wishes.find')}
        state={reply.state}
        options={wishStates.map((value) => ({ value, label: t(`open-data.wishes.state.${value}`) }))}
      />
    </WorkQueuePage>
  )
}

/** Wishes as work: each leads to where it is answered or judged. @param path of the list */
export function wishQueue(view: View, path: string) {
  const { t } = view
  return {
    rowKey: ({ number }: WishItem) => number,
    href: ({ number }: WishItem) => view.href(`${path}/${number}`),
    title: ({ title }: WishItem) => title,
    titleLang: ({ lang }: WishItem) => lang,
    titleHeader: t('open-data.wishes.wish'),
    columns: [
      {
        key: 'institution',
        header: t('open-data.catalogue.facet.institution'),
        cell: ({ institution }: WishItem) => institution?.name ?? '—',
      },
      {
        key: 'state',
        header: t('open-data.wishes.state'),
        cell: ({ state, anothers }: WishItem & { anothers?: boolean }) => {
          const pill = <WishPill state={state} view={view} />
          if (!anothers) return pill
          return (
            <div class="may-break">
              {pill} <Pill tone="neutral">{t('open-data.wishes.appeal.anothers')}</Pill>
            </div>
          )
        },
      },
      {
        key: 'supports',
        header: t('open-data.wishes.supports'),
        numeric: true,
        cell: ({ supports }: WishItem) => view.number(supports),
      },
      {
        key: 'day',
        header: t('open-data.wishes.since'),
        unbroken: true,
        cell: ({ createdAt }: WishItem) => view.date(createdAt, 'short'),
      },
    ],
  }
}

/** A wish beside what can be answered. */
export function WishDeskPage({ reply, view, form }: { reply: WishDeskView; view: View; form: FormState }) {
  const { t } = view
  const { wish } = reply
  return (
    <WorkPage
      view={view}
      title={wish.title}
      meta={dotted([
        t('open-data.wishes.number', { number: wish.number }),
        wish.institution?.name ?? t('open-data.wishes.no-institution'),
        `${view.number(wish.supports)} ${t('open-data.wishes.supports-of', { count: wish.supports })}`,
      ])}
      crumbs={[{ path: DESK, label: t('open-data.wishes.desk') }]}
    >
      <Desk
        decide={
          reply.may.length > 0 ? (
            <AnswerForm reply={reply} view={view} form={form} />
          ) : (
            <p>{t('open-data.wishes.answered-last')}</p>
          )
        }
      >
        <p>
          <WishPill state={wish.state} view={view} />
        </p>
        {wish.text && <Prose html={wish.text} lang={wish.lang} />}
        <p>
          <a href={view.href(wishPath(wish))}>{t('open-data.wishes.public-page')}</a>
        </p>
        <Answers reply={wish} view={view} />
      </Desk>
    </WorkPage>
  )
}

function AnswerForm({ reply, view, form }: { reply: WishDeskView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Section id="answer" title={t('open-data.wishes.answer')} note={t('open-data.wishes.answer.note')}>
      <Form
        view={view}
        action={view.href(`${DESK}/${reply.wish.number}`)}
        errors={errors}
        names={{
          text: t('open-data.wishes.answer.text'),
          plannedOn: t('open-data.wishes.planned-on'),
          dataset: t('open-data.wishes.dataset'),
          organisation: t('open-data.wishes.answer.organisation'),
        }}
        hidden={{ 'idempotency-key': form.key, seen: String(reply.answered) }}
      >
        {reply.institutions.length > 0 && (
          <Select
            view={view}
            name="organisation"
            label={t('open-data.wishes.answer.organisation')}
            hint={t('open-data.wishes.answer.organisation.hint')}
            error={errors?.organisation}
            empty={t('open-data.wishes.answer.organisation.choose')}
            value={typed(form, 'organisation')}
            options={reply.institutions.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Radios
          view={view}
          name="outcome"
          label={t('open-data.wishes.outcome')}
          error={errors?.outcome}
          value={typed(form, 'outcome') || undefined}
          choices={reply.may.map((value) => ({ value, label: t(`open-data.wishes.outcome.${value}`) }))}
        />
        <DateField
          view={view}
          name="plannedOn"
          label={t('open-data.wishes.planned-on')}
          required={false}
          requiredWhen={t('open-data.wishes.when.planned')}
          error={errors?.plannedOn}
          value={typed(form, 'plannedOn')}
        />
        <Select
          view={view}
          name="dataset"
          label={t('open-data.wishes.dataset')}
          hint={t('open-data.wishes.dataset.hint')}
          required={false}
          requiredWhen={t('open-data.wishes.when.available')}
          error={errors?.dataset}
          empty={t('open-data.wishes.dataset.none')}
          value={typed(form, 'dataset')}
          options={reply.datasets.map(({ name, title, published }) => ({
            value: name,
            label: published ? title : t('open-data.wishes.dataset.draft', { title }),
          }))}
        />
        {reply.may.includes('declined') && (
          <Select
            view={view}
            name="reason"
            label={t('open-data.wishes.reason')}
            required={false}
            requiredWhen={t('open-data.wishes.when.declined')}
            error={errors?.reason}
            empty={t('open-data.wishes.reason.choose')}
            value={typed(form, 'reason')}
            options={declineReasons.map((value) => ({ value, label: t(`open-data.wishes.reason.${value}`) }))}
          />
        )}
        <TextArea
          view={view}
          name="text"
          label={t('open-data.wishes.answer.text')}
          error={errors?.text}
          value={typed(form, 'text')}
          rows={5}
          limit={2_000}
        />
        <LangField view={view} form={form} errors={errors} label={t('open-data.wishes.lang')} />
        <Button>{t('open-data.wishes.answer.button')}</Button>
      </Form>
    </Section>
  )
}
