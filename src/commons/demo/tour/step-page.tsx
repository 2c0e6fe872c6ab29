import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import type { DemoTourStep, Way } from './endpoints.ts'

/** One step: what to do, the button that leads there, why it matters, and the way to the next. */
export function StepPage({ reply, view }: { reply: DemoTourStep; view: View }) {
  const { t } = view
  const { number, of, title, todo, why, way, also } = reply
  return (
    <ColumnPage
      view={view}
      title={`${number}. ${title}`}
      heading={title}
      noindex
      crumbs={[{ path: '/demo/tour', label: t('demo.tour.title') }]}
      meta={t('demo.tour.step', { number, of })}
      close
    >
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
    </ColumnPage>
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
