import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { errorsOf, ticked } from '#ui/form-state.ts'
import type { InvitationView } from '../replies.ts'
import { Link } from './idea-page.tsx'
import { IdeasFrame } from './ideas-frame.tsx'

/** Somebody asks one to write an idea together. */
export function InvitationPage({ reply, view, form }: { reply: InvitationView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const title = t('budgeting.ideas.co-authors.invited')
  return (
    <IdeasFrame view={view} title={title} crumbs={[{ path: '/account/ideas', label: t('budgeting.ideas.mine') }]}>
      <Measure>
        <Heading title={title} lead={<Link idea={reply.idea} view={view} />} />
        {reply.open ? (
          <Form view={view} action={view.href(view.path)} errors={errors}>
            <p>{t('budgeting.ideas.co-authors.invited.text')}</p>
            {reply.name !== null && (
              <>
                <Checkbox
                  view={view}
                  name="showName"
                  label={t('budgeting.ideas.show-name', { name: reply.name })}
                  hint={t('budgeting.ideas.co-authors.show-name.hint')}
                  error={errors?.showName}
                  required={false}
                  checked={ticked(form, 'showName')}
                />
                <Checkbox
                  view={view}
                  name="adult"
                  label={t('budgeting.ideas.adult')}
                  hint={t('budgeting.ideas.adult.hint')}
                  error={errors?.adult}
                  required={false}
                  checked={ticked(form, 'adult')}
                />
              </>
            )}
            <Actions>
              <Button name="answer" value="accept">
                {t('budgeting.ideas.co-authors.accept')}
              </Button>
              <Button kind="quiet" name="answer" value="decline">
                {t('budgeting.ideas.co-authors.decline')}
              </Button>
            </Actions>
          </Form>
        ) : (
          <Notice kind="info" title={t('budgeting.ideas.co-authors.closed')} />
        )}
      </Measure>
    </IdeasFrame>
  )
}
