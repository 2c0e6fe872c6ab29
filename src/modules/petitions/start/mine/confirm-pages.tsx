import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { errorsOf, ticked } from '#ui/form-state.ts'
import { MineFrame } from './frame.tsx'
import type { MineView } from './replies.ts'

interface Props {
  reply: MineView
  view: View
  form: FormState
}

/** Ending the collecting before its day cannot be undone, so it is asked twice. */
export function ClosePage(props: Props) {
  return <Confirm {...props} act="close" path="closing" may={props.reply.mayClose} />
}

export function AbandonPage(props: Props) {
  return <Confirm {...props} act="abandon" path="abandonment" may={props.reply.mayAbandon} />
}

function Confirm({
  reply,
  view,
  form,
  act,
  path,
  may,
}: Props & { act: 'close' | 'abandon'; path: string; may: boolean }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const back = view.href(`/petitions/${reply.number}/mine`)
  return (
    <MineFrame view={view} title={t(`petitions.start.${act}`)} petition={reply}>
      <Heading title={t(`petitions.start.${act}`)} lead={t(`petitions.start.${act}.lead`)} />
      {may ? (
        <Form view={view} action={view.href(`/petitions/${reply.number}/mine/${path}`)} errors={errors}>
          <Checkbox
            view={view}
            name="sure"
            label={t(`petitions.start.${act}.sure`)}
            error={errors?.sure}
            checked={ticked(form, 'sure')}
            required
          />
          <Actions>
            <Button kind="danger">{t(`petitions.start.${act}.button`)}</Button>
            <ButtonLink href={back} kind="quiet">
              {t('petitions.start.back')}
            </ButtonLink>
          </Actions>
        </Form>
      ) : (
        <p>
          {t(act === 'close' ? 'petitions.start.not-open' : 'petitions.start.not-abandonable')}{' '}
          <a href={back}>{t('petitions.start.back')}</a>
        </p>
      )}
    </MineFrame>
  )
}
