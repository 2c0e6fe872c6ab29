import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { otherLang } from '#ui/other-lang.ts'
import { StatePill } from '../../catalogue/describe/pages/state-pill.tsx'
import { periodOf } from '../../catalogue/show/pages/facts.tsx'
import type { SeriesDesk } from '../replies.ts'

interface Props {
  reply: SeriesDesk
  view: View
  form: FormState
}

/** Datasets of a series in their order, with the form that brings another one in. */
export function MembersDesk({ reply, view, form }: Props) {
  const { t } = view
  const path = `/work/data-series/${reply.name}/datasets`
  return (
    <Section id="datasets" title={t('open-data.catalogue.datasets')} note={t('open-data.series.order')}>
      {reply.members.length === 0 ? (
        <p>{t('open-data.series.empty')}</p>
      ) : (
        <ol class="rows">
          {reply.members.map((member, at) => (
            <Member key={member.name} {...{ member, at, path, view }} />
          ))}
        </ol>
      )}
      <Candidates reply={reply} view={view} form={form} path={path} />
    </Section>
  )
}

interface MemberProps {
  member: SeriesDesk['members'][number]
  at: number
  path: string
  view: View
}

function Member({ member, at, path, view }: MemberProps) {
  const { t } = view
  const { name, title, state } = member
  const of = <span class="ds-sr-only">: {title.text}</span>
  return (
    <li class="row">
      <div class="stack">
        <h3 class="row-title" lang={otherLang(title.lang, view)}>
          <a href={view.href(`/work/data/${name}`)}>{title.text}</a>
        </h3>
        <p class="row-meta">
          <StatePill state={state} view={view} /> {periodOf(member, view) ?? t('open-data.series.no-period')}
        </p>
        <Actions>
          {at > 0 && (
            <Form view={view} action={view.href(`${path}/${name}/place`)} scope={`up-${name}`}>
              <Button kind="quiet">
                {t('open-data.catalogue.describe.file.up')}
                {of}
              </Button>
            </Form>
          )}
          <Form view={view} action={view.href(`${path}/${name}/removal`)} scope={`out-${name}`}>
            <Button kind="quiet">
              {t('open-data.series.take-out')}
              {of}
            </Button>
          </Form>
        </Actions>
      </div>
    </li>
  )
}

function Candidates({ reply, view, form, path }: Props & { path: string }) {
  const { t } = view
  const errors = isOfMembers(reply, view) ? errorsOf(form, view) : undefined
  if (reply.candidates?.length === 0) return <p class="soft">{t('open-data.series.no-candidates')}</p>
  const field = {
    view,
    name: 'dataset',
    label: t('open-data.series.dataset'),
    error: errors?.dataset,
    value: typed(form, 'dataset'),
  }
  return (
    <Form view={view} action={view.href(path)} errors={errors} scope="dataset">
      {reply.candidates === null ? (
        <TextField {...field} hint={t('open-data.series.dataset.hint')} spellcheck={false} />
      ) : (
        <Select
          {...field}
          empty={t('open-data.series.dataset.choose')}
          options={reply.candidates.map(({ name, title }) => ({ value: name, label: title }))}
        />
      )}
      <Button kind="quiet">{t('open-data.series.put')}</Button>
    </Form>
  )
}

/** Whether what was refused stood in this section, and can be told in its form. */
export function isOfMembers({ candidates }: SeriesDesk, view: View): boolean {
  return (view.returned?.action.includes('/datasets') ?? false) && candidates?.length !== 0
}
