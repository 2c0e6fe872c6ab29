import { LangField } from '#commons/people/lang-field.tsx'
import { PlaceField } from '#commons/places/place-field.tsx'
import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { Table } from '#ui/components/Table.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { categories } from '../../idea.ts'
import { LINES_MAX, NEED_MAX } from '../fields.ts'
import type { NeedsDeskView } from '../replies.ts'
import { Link, scoreInWords } from './needs-page.tsx'

interface Props {
  reply: NeedsDeskView
  view: View
  form: FormState
}

/** Needs for who runs the process: what was said at meetings, and what is one matter. */
export function NeedsDeskPage({ reply, view, form }: Props) {
  const { t } = view
  // Two forms stand here: what only one of them sends tells which one came back.
  const grouping = form.values.needs !== undefined || form.errors.some(({ field }) => field === 'needs')
  const blank: FormState = { values: {}, errors: [], key: form.key }
  return (
    <WorkPage
      view={view}
      title={t('budgeting.needs.desk')}
      lead={t('budgeting.needs.desk.lead')}
      crumbs={processDeskCrumbs(view, reply.process)}
      meta={t('budgeting.needs.total', { count: reply.total })}
    >
      <Measure>
        <Section id="meeting" title={t('budgeting.needs.meeting')} note={t('budgeting.needs.meeting.note')}>
          {reply.open ? (
            <MeetingForm reply={reply} view={view} form={grouping ? blank : form} />
          ) : (
            <Notice kind="info" title={t('budgeting.needs.not-open')} />
          )}
        </Section>
        <Section id="grouping" title={t('budgeting.needs.grouping')} note={t('budgeting.needs.grouping.note')}>
          <GroupForm reply={reply} view={view} form={grouping ? form : blank} />
        </Section>
      </Measure>
      <Section id="all" title={t('budgeting.needs.title')}>
        <Table
          caption={t('budgeting.needs.ranking')}
          captionHidden
          rows={reply.items}
          rowKey={({ number }) => number}
          columns={[
            {
              key: 'need',
              header: t('budgeting.needs.need'),
              names: true,
              cell: (item) => <Link need={item} view={view} />,
            },
            { key: 'group', header: t('budgeting.needs.group'), cell: ({ group }) => group },
            { key: 'place', header: t('budgeting.ideas.place'), cell: ({ place }) => place },
            {
              key: 'score',
              header: t(reply.ranking === 'pairs' ? 'budgeting.needs.score.pairs' : 'budgeting.needs.score'),
              numeric: true,
              cell: ({ score }) => scoreInWords(reply.ranking, score, view),
            },
          ]}
        />
      </Section>
    </WorkPage>
  )
}

function MeetingForm({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <Form
      view={view}
      action={view.href(`/work/processes/${reply.process.number}/needs/meetings`)}
      errors={errors}
      hidden={{ 'idempotency-key': form.key }}
    >
      <TextField {...field('heldAt')} label={t('budgeting.needs.held-at')} hint={t('budgeting.needs.held-at.hint')} />
      <DateField {...field('heldOn')} label={t('budgeting.needs.held-on')} max={reply.today} />
      <TextField {...field('present')} label={t('budgeting.needs.present.label')} inputmode="numeric" short />
      <LangField view={view} form={form} errors={errors} label={t('budgeting.needs.lang')} />
      <Select
        {...field('category')}
        label={t('budgeting.ideas.category')}
        hint={t('budgeting.needs.category.hint')}
        empty={t('budgeting.ideas.category.choose')}
        options={categories.map((value) => ({ value, label: t(`budgeting.ideas.category.${value}`) }))}
      />
      <PlaceField
        {...field('place', reply.place)}
        label={t('budgeting.needs.place')}
        form={form}
        places={reply.places}
      />
      <TextArea
        {...field('lines')}
        label={t('budgeting.needs.lines')}
        hint={t('budgeting.needs.lines.hint', { lines: LINES_MAX, max: NEED_MAX })}
        rows={10}
      />
      <Button>{t('budgeting.needs.meeting.button')}</Button>
    </Form>
  )
}

function GroupForm({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <Form
      view={view}
      action={view.href(`/work/processes/${reply.process.number}/needs/groups`)}
      errors={errors}
      hidden={{ 'idempotency-key': form.key }}
      scope="group"
    >
      <TextField
        {...field('needs')}
        label={t('budgeting.needs.numbers')}
        hint={t('budgeting.needs.numbers.hint')}
        spellcheck={false}
      />
      <Select
        {...field('group')}
        label={t('budgeting.needs.group')}
        required={false}
        empty={t('budgeting.needs.group.new')}
        options={[
          ...reply.groups.map(({ id, title }) => ({ value: id, label: title })),
          { value: 'none', label: t('budgeting.needs.group.none') },
        ]}
      />
      {(['Ro', 'Ru', 'En'] as const).map((suffix) => (
        <TextField
          key={suffix}
          {...field(`title${suffix}`)}
          label={t(`budgeting.needs.group.title-in.${suffix}`)}
          lang={suffix.toLowerCase()}
          required={false}
        />
      ))}
      <Button kind="quiet">{t('budgeting.needs.grouping.button')}</Button>
    </Form>
  )
}
