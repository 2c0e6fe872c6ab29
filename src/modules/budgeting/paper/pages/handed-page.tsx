import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { HandedView } from '../replies.ts'
import { paperCrumbs } from './paper-crumbs.ts'

/** A ballot may be given now: what officer and voter do with it, one step after the other. */
export function HandedPage({ reply, view, form }: { reply: HandedView; view: View; form: FormState }) {
  const { t } = view
  const path = `/work/processes/${reply.process.number}/counter`
  return (
    <WorkPage
      view={view}
      title={t('budgeting.paper.handed')}
      crumbs={[...paperCrumbs(view, reply.process), { path, label: t('budgeting.paper.counter') }]}
    >
      <Measure>
        <div class="stack-wide">
          {reply.givenAt !== null && (
            <Notice
              kind="success"
              title={t(reply.exchanged ? 'budgeting.paper.exchange.done' : 'budgeting.paper.handed.now')}
            >
              <p>{view.dateTime(reply.givenAt)}</p>
            </Notice>
          )}
          <ol>
            <li>{t('budgeting.paper.step.take')}</li>
            <li>{t('budgeting.paper.step.tear')}</li>
            <li>{t(`budgeting.paper.step.fill.${reply.way}`)}</li>
            <li>{t('budgeting.paper.step.fold')}</li>
            <li>{t('budgeting.paper.step.box')}</li>
          </ol>
          <Actions>
            <ButtonLink href={view.href(path)}>{t('budgeting.paper.next-person')}</ButtonLink>
          </Actions>
          <Section id="spoiled" title={t('budgeting.paper.exchange')} note={t('budgeting.paper.exchange.note')}>
            <Form
              view={view}
              action={view.href(`${path}/exchange`)}
              errors={errorsOf(form, view)}
              hidden={{ 'idempotency-key': form.key, way: reply.way }}
            >
              <Button kind="quiet">{t('budgeting.paper.exchange.button')}</Button>
            </Form>
          </Section>
        </div>
      </Measure>
    </WorkPage>
  )
}
