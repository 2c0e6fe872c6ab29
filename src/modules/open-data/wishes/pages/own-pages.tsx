import type { ComponentChildren } from 'preact'
import { FlagForm } from '#commons/moderation/flag-form.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { otherLang } from '#ui/other-lang.ts'
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
          <p lang={otherLang(reply.hiddenLang ?? undefined, view)}>{reply.hidden}</p>
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
  return (
    <Frame view={view} wish={wish} title={t('open-data.wishes.flag')} meta={t('open-data.wishes.flag.lead')}>
      <FlagForm
        view={view}
        form={form}
        action={view.href(`/data/wishes/${wish.number}/flag`)}
        ask={t('open-data.wishes.flag.reason')}
        button={t('open-data.wishes.flag.button')}
        reasons={flagReasons.map((value) => ({ value, label: t(`open-data.wishes.flag.reason.${value}`) }))}
      />
    </Frame>
  )
}

interface FrameProps {
  view: View
  wish: WishItem
  title: string
  meta: string
  children: ComponentChildren
}

function Frame({ wish, ...page }: FrameProps) {
  const { view } = page
  const lead = (
    <a href={view.href(wishPath(wish))} lang={otherLang(wish.lang, view)}>
      {wish.title}
    </a>
  )
  return <ColumnPage {...page} crumbs={wishCrumbs(view)} lead={lead} noindex />
}
