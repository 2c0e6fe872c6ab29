import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { processCrumbs } from '../../pages/process-crumbs.ts'
import type { MyRollView } from '../replies.ts'

/** Where one stands on the roll, and how to ask for a correction. */
export function MyRollPage({ reply, view, form }: { reply: MyRollView; view: View; form: FormState }) {
  const { t } = view
  const { process, standing } = reply
  const title = t('processes.roll.mine')
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <ColumnPage
      view={view}
      title={title}
      noindex
      crumbs={[
        ...processCrumbs(view, process),
        { path: `/processes/${process.number}/roll`, label: t('processes.roll.title') },
      ]}
    >
      <Notice
        kind={standing === 'on' ? 'success' : standing === 'declared' || standing === 'codes' ? 'info' : 'warning'}
        title={t(`processes.roll.standing.${standing}`)}
      >
        <p>
          {standing === 'not-identified' ? (
            <a href={view.href('/account/identity')}>{t('processes.roll.identify')}</a>
          ) : (
            t(`processes.roll.standing.${standing}.text`)
          )}
        </p>
      </Notice>
      {reply.mayAsk && (
        <Section
          id="ask"
          title={t('processes.roll.ask')}
          note={reply.correctionsUntil && t('processes.roll.ask.note', { day: view.date(reply.correctionsUntil) })}
        >
          <Form view={view} action={view.href(`/processes/${process.number}/my-roll`)} errors={errors}>
            <PlaceField
              {...field('place', reply.place ?? '')}
              label={t('processes.roll.ask.place')}
              form={form}
              places={reply.places}
            />
            <TextArea
              {...field('says')}
              label={t('processes.roll.ask.says')}
              hint={t('processes.roll.ask.says.hint')}
              rows={4}
              limit={1_000}
            />
            <Button>{t('processes.roll.ask.button')}</Button>
          </Form>
        </Section>
      )}
      {reply.corrections.length > 0 && (
        <Section id="asked" title={t('processes.roll.asked')}>
          <ul class="plain-list">
            {reply.corrections.map(({ id, says, state, reason, askedAt }) => (
              <li key={id}>
                {view.date(askedAt)}: {says}
                <br />
                <strong>{t(`processes.roll.correction.${state}`)}</strong> {reason}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </ColumnPage>
  )
}
