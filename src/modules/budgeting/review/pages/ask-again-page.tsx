import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { OfficeFields } from '../../office-fields.tsx'
import { OpinionSection } from '../on-page.tsx'
import type { OpinionDeskView } from '../replies.ts'
import { IdeaWorkPage } from './idea-work-page.tsx'

/** An opinion on a text that was adapted since: what was said, and whom to ask about what stands now. */
export function AskAgainPage({ reply, view, form }: { reply: OpinionDeskView; view: View; form: FormState }) {
  const { t } = view
  const { aspect, idea, review } = reply
  const given = review.opinions.find((one) => one.aspect === aspect)
  const authority = reply.authorities.find(({ name }) => name === given?.authority.name)?.id ?? reply.authority
  return (
    <IdeaWorkPage
      reply={reply}
      view={view}
      title={t('budgeting.review.ask-again', { aspect: t(`budgeting.review.aspect.${aspect}`) })}
      lead={t('budgeting.review.ask-again.lead')}
      may={reply.may.askAgain.includes(aspect)}
    >
      {given && <OpinionSection one={given} earlier={[]} view={view} level={2} />}
      <Form
        view={view}
        action={view.href(`/work/ideas/${idea.number}/opinions/${aspect}/asking-again`)}
        errors={errorsOf(form, view)}
      >
        <OfficeFields
          authorities={reply.authorities}
          view={view}
          form={form}
          now={{ authority, office: given?.office ?? '' }}
        />
        <Button>{t('budgeting.review.ask-again.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}
