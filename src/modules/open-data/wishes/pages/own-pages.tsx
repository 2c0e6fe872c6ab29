import type { ComponentChildren } from 'preact'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { OwnWishView, WishItem } from '../replies.ts'
import { flagReasons, wishLife, wishPath } from '../wish.ts'
import { wishCrumbs } from './crumbs.ts'

/** Where on the page its author takes a wish back. */
export const WITHDRAW = 'withdraw'

interface Props {
  reply: OwnWishView
  view: View
  form: FormState
}

/** Whether one supports a wish, and the way to do so or to take it back. */
export function OwnWishPage({ reply, view, form }: Props) {
  const { t } = view
  const { wish, supported } = reply
  const errors = errorsOf(form, view)
  const act = (path: string) => view.href(`/data/wishes/${wish.number}/${path}`)
  return (
    <Frame
      view={view}
      wish={wish}
      title={t(supported ? 'open-data.wishes.supported' : 'open-data.wishes.support')}
      meta={`${view.number(wish.supports)} ${t('open-data.wishes.supports-of', { count: wish.supports })}`}
    >
      {reply.hidden !== null && (
        <Notice kind="warning" title={t('open-data.wishes.hidden')}>
          <p>{reply.hidden}</p>
        </Notice>
      )}
      {reply.appeal && <Appeal reply={reply} view={view} form={form} />}
      {supported || reply.takesSupport ? (
        <Form view={view} action={act(supported ? 'withdrawn-support' : 'support')} errors={errors}>
          <p>{t(supported ? 'open-data.wishes.supported.text' : 'open-data.wishes.support.note')}</p>
          <Button kind={supported ? 'quiet' : 'main'}>
            {t(supported ? 'open-data.wishes.support.withdraw' : 'open-data.wishes.support.button')}
          </Button>
        </Form>
      ) : (
        <Notice kind="info" title={t('open-data.wishes.no-support-now')} />
      )}
      {!reply.mine && wishLife.transitions.withdraw.from.some((state) => state === wish.state) && (
        <p class="soft">{t('open-data.wishes.withdraw.not-yours')}</p>
      )}
      {reply.mayWithdraw && (
        <Section id={WITHDRAW} title={t('open-data.wishes.withdraw')} note={t('open-data.wishes.withdraw.note')}>
          <Form view={view} action={act('withdrawal')} scope="withdraw">
            <Button kind="quiet">{t('open-data.wishes.withdraw')}</Button>
          </Form>
        </Section>
      )}
    </Frame>
  )
}

/** Another moderator is asked once. */
function Appeal({ reply: { appeal, wish }, view, form }: Props) {
  const { t } = view
  if (appeal !== 'possible')
    return (
      <Notice
        kind="info"
        title={t(appeal === 'waits' ? 'open-data.wishes.appeal.waits' : 'open-data.wishes.appeal.upheld')}
      />
    )
  const errors = errorsOf(form, view)
  return (
    <Section id="appeal" title={t('open-data.wishes.appeal')} note={t('open-data.wishes.appeal.note')}>
      <Form view={view} action={view.href(`/data/wishes/${wish.number}/appeal`)} errors={errors} scope="appeal">
        <TextArea
          view={view}
          name="text"
          label={t('open-data.wishes.appeal.text')}
          error={errors?.text}
          value={typed(form, 'text')}
          rows={4}
          limit={1_000}
        />
        <Button>{t('open-data.wishes.appeal.button')}</Button>
      </Form>
    </Section>
  )
}

/** Says what is wrong with a wish. */
export function FlagWishPage({ reply, view, form }: Props) {
  const { t } = view
  const { wish } = reply
  const errors = errorsOf(form, view)
  return (
    <Frame view={view} wish={wish} title={t('open-data.wishes.flag')} meta={t('open-data.wishes.flag.lead')}>
      <Form view={view} action={view.href(`/data/wishes/${wish.number}/flag`)} errors={errors}>
        <Radios
          view={view}
          name="reason"
          label={t('open-data.wishes.flag.reason')}
          error={errors?.reason}
          value={typed(form, 'reason') || undefined}
          choices={flagReasons.map((value) => ({ value, label: t(`open-data.wishes.flag.reason.${value}`) }))}
        />
        <Button>{t('open-data.wishes.flag.button')}</Button>
      </Form>
    </Frame>
  )
}

function Frame({
  view,
  wish,
  title,
  meta,
  children,
}: {
  view: View
  wish: WishItem
  title: string
  meta: string
  children: ComponentChildren
}) {
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Breadcrumb view={view} crumbs={wishCrumbs(view)} />
        <Measure>
          <div class="stack-wide">
            <Heading
              title={title}
              lead={
                <a href={view.href(wishPath(wish))} lang={wish.lang === view.lang ? undefined : wish.lang}>
                  {wish.title}
                </a>
              }
              meta={meta}
            />
            {children}
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}
