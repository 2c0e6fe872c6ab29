import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { DemoReset } from './endpoints.ts'

/** What a reset takes away, and the button; or that it is about to begin. */
export function ResetPage({ reply, view, state }: { reply: DemoReset; view: View; state: FormState }) {
  const { t } = view
  const title = t('demo.reset.title')
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={title}
            lead={t('demo.reset.lead')}
            meta={reply.filledAt ? t('demo.reset.filled', { time: view.dateTime(reply.filledAt) }) : undefined}
          />
          {!reply.possible && <Notice kind="warning" title={t('demo.reset.impossible')} />}
          {reply.blocked && <Notice kind="warning" title={t('demo.reset.blocked')} />}
          {reply.asked ? (
            <Notice title={t('demo.reset.asked')}>
              <p>{t('demo.reset.asked.text')}</p>
              <p>
                <a href={view.href('/demo/reset')}>{t('demo.reset.look')}</a>
              </p>
            </Notice>
          ) : (
            <>
              <ul class="points">
                {(['gone', 'sign-out', 'log', 'wait'] as const).map((point) => (
                  <li key={point}>{t(`demo.reset.${point}`)}</li>
                ))}
              </ul>
              {reply.possible && !reply.blocked && (
                <Form view={view} action={view.href('/demo/reset')} errors={errorsOf(state, view)}>
                  <div>
                    <Button kind="danger">{t('demo.reset.button')}</Button>
                  </div>
                </Form>
              )}
              <ButtonLink kind="quiet" href={view.href('/demo/tour')}>
                {t('demo.reset.back')}
              </ButtonLink>
            </>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}
