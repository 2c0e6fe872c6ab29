import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import type { DemoTourStep, Way } from './endpoints.ts'

/** One step: what to do, the button that leads there, why it matters, and the way to the next. */
export function StepPage({ reply, view }: { reply: DemoTourStep; view: View }) {
  const { t } = view
  const { number, of, title, todo, why, way, also } = reply
  return (
    <Page view={view} title={`${number}. ${title}`} noindex>
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/demo/tour', label: t('demo.tour.title') }]} />
        <Measure>
          <Heading title={title} meta={t('demo.tour.step', { number, of })} />
          {way ? (
            <>
              <ol class="points">
                {todo.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
              <Go way={way} view={view} />
              {also.map((one) => (
                <p key={one.href}>
                  <a href={one.href}>{one.label}</a>
                </p>
              ))}
            </>
          ) : (
            <Notice title={t('demo.tour.used-up')}>
              <p>{t('demo.tour.used-up.text')}</p>
              <p>
                <a href={view.href('/demo/reset')}>{t('demo.reset.link')}</a>
              </p>
            </Notice>
          )}
          <h2>{t('demo.tour.why')}</h2>
          <p>{why}</p>
          <nav class="tour-next screen-only" aria-label={t('demo.tour.steps')}>
            {number > 1 && (
              <a href={view.href(`/demo/tour/${number - 1}`)} rel="prev">
                {t('demo.tour.previous')}
              </a>
            )}
            <a href={view.href(number < of ? `/demo/tour/${number + 1}` : '/demo/tour')} rel="next">
              {number < of ? t('demo.tour.next', { number: number + 1 }) : t('demo.tour.end')}
            </a>
          </nav>
        </Measure>
      </Wrap>
    </Page>
  )
}

function Go({ way, view }: { way: Way; view: View }) {
  if (!way.as) return <ButtonLink href={way.href}>{way.label}</ButtonLink>
  return (
    <Form view={view} action={view.href('/demo/people')} hidden={{ person: way.as, next: way.path }}>
      <div>
        <Button>{way.label}</Button>
      </div>
    </Form>
  )
}
