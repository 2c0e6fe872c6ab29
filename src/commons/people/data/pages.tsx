import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { OneColumn } from '../pages/one-column.tsx'
import type { MyDataView } from './replies.ts'

/** What is kept, who looked at it, take it along, have it erased. */
export function MyDataPage({ reply, view }: { reply: MyDataView; view: View }) {
  const { t } = view
  return (
    <OneColumn
      view={view}
      title={t('people.data.title')}
      crumbs={[{ path: '/account', label: t('people.account.title') }]}
    >
      <Heading title={t('people.data.title')} lead={t('people.data.lead')} />
      <Section title={t('people.data.kept')} id="kept">
        <Kinds kinds={reply.kinds} answers={({ why, kept }) => [why, kept]} />
        <ButtonLink href={view.href('/account/data/export')} kind="quiet">
          {t('people.data.export')}
        </ButtonLink>
      </Section>
      <Section title={t('people.data.who-looked')} id="readings" note={t('people.data.who-looked-note')}>
        {reply.readings.length === 0 ? <p>{t('people.data.nobody-looked')}</p> : <Readings reply={reply} view={view} />}
      </Section>
      <Section title={t('people.erasure.title')} id="erasure">
        <p>{t('people.erasure.lead')}</p>
        <p>
          <a href={view.href('/account/data/erasure')}>{t('people.erasure.go')}</a>
        </p>
      </Section>
    </OneColumn>
  )
}

/** A list, not a table: on a phone hours of a day need the whole line. */
function Readings({ reply, view }: { reply: MyDataView; view: View }) {
  return (
    <>
      <dl class="summary">
        {reply.readings.map((reading) => (
          <div class="summary-row" key={`${reading.firstAt} ${reading.by} ${reading.purpose}`}>
            <dt class="summary-key">
              {reading.byLink ? view.t('people.data.by-link', { authority: reading.by }) : reading.by}
            </dt>
            <dd class="summary-value">
              <p>{reading.purpose}</p>
              <p class="soft">{readWhen(reading, view)}</p>
            </dd>
          </div>
        ))}
      </dl>
      {reply.hasOlderReadings && <p>{view.t('people.data.older-in-file')}</p>}
    </>
  )
}

function readWhen({ times, firstAt, lastAt }: MyDataView['readings'][number], view: View): string {
  const [day, first, last] = [view.date(new Date(firstAt)), view.time(firstAt), view.time(lastAt)]
  if (times === 1) return view.t('people.data.read-once', { day, at: first })
  return first === last
    ? view.t('people.data.read-at', { day, times, at: first })
    : view.t('people.data.read-between', { day, times, first, last })
}

export function ErasurePage({ reply, view, form }: { reply: MyDataView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <OneColumn
      view={view}
      title={t('people.erasure.title')}
      crumbs={[
        { path: '/account', label: t('people.account.title') },
        { path: '/account/data', label: t('people.data.title') },
      ]}
    >
      <Heading title={t('people.erasure.title')} lead={t('people.erasure.lead')} />
      <Kinds kinds={reply.kinds} answers={({ erased }) => [erased]} />
      <Notice kind="warning" title={t('people.erasure.counted')}>
        <p>{t('people.erasure.counted-text')}</p>
      </Notice>
      {reply.mayErase ? (
        <Form view={view} action={view.href('/account/data/erasure')} errors={errors}>
          <Checkbox view={view} name="sure" label={t('people.erasure.sure')} error={errors?.sure} required />
          <Button kind="danger">{t('people.erasure.button')}</Button>
        </Form>
      ) : (
        <p>{t('people.erasure.has-roles')}</p>
      )}
    </OneColumn>
  )
}

export function ErasedPage({ view }: { view: View }) {
  const { t } = view
  return (
    <OneColumn view={view} title={t('people.erased.title')}>
      <Heading title={t('people.erased.title')} lead={t('people.erased.lead')} />
      <ButtonLink href={view.href('/')}>{t('people.erased.home')}</ButtonLink>
    </OneColumn>
  )
}

/** A heading a kind, so that a phone shows it whole. */
function Kinds({
  kinds,
  answers,
}: {
  kinds: MyDataView['kinds']
  answers: (kind: MyDataView['kinds'][number]) => string[]
}) {
  return (
    <dl class="summary">
      {kinds.map((kind) => (
        <div class="summary-row" key={kind.name}>
          <dt class="summary-key">{kind.what}</dt>
          <dd class="summary-value">
            {answers(kind).map((answer) => (
              <p key={answer}>{answer}</p>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
