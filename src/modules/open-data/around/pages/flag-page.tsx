import type { ComponentChildren } from 'preact'
import { FlagForm } from '#commons/moderation/flag-form.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import type { ReuseView } from '../replies.ts'
import { flagReasons, reusePath } from '../reuse.ts'

interface Props {
  reply: ReuseView
  view: View
}

/** A reader says what is wrong with a reuse. No account is needed. */
export function ReuseFlagPage({ reply, view, form }: Props & { form: FormState }) {
  const { t } = view
  return (
    <Frame reply={reply} view={view} title={t('open-data.around.flag.title')} lead={t('open-data.around.flag.lead')}>
      <FlagForm
        view={view}
        form={form}
        action={view.href(`${reusePath(reply)}/flag`)}
        ask={t('open-data.around.flag.reason')}
        button={t('open-data.around.flag.button')}
        reasons={flagReasons.map((value) => ({ value, label: t(`open-data.around.flag-reason.${value}`) }))}
      />
    </Frame>
  )
}

export function ReuseFlaggedPage({ reply, view }: Props) {
  const { t } = view
  return (
    <Frame reply={reply} view={view} title={t('open-data.around.flagged')} lead={t('open-data.around.flagged.lead')}>
      <ButtonLink kind="quiet" href={view.href(reusePath(reply))}>
        {t('open-data.around.back')}
      </ButtonLink>
    </Frame>
  )
}

function Frame({ reply, ...page }: Props & { title: string; lead: string; children: ComponentChildren }) {
  const crumbs = [
    { path: '/data/reuses', label: page.view.t('open-data.around.title') },
    { path: reusePath(reply), label: reply.title },
  ]
  return <ColumnPage {...page} crumbs={crumbs} noindex close />
}
