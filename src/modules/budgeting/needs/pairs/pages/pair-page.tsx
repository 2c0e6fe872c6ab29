import type { ComponentChildren } from 'preact'
import { processPath } from '#commons/processes/process.ts'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { fieldId, HintAndError } from '#ui/components/Field.tsx'
import { Form } from '#ui/components/Form.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { DeclaredFields } from '../../../declared-fields.tsx'
import { NeedsFrame } from '../../pages/needs-frame.tsx'
import { Link } from '../../pages/needs-page.tsx'
import type { NeedItem } from '../../replies.ts'
import type { PairView } from '../replies.ts'

interface Props {
  reply: PairView
  view: View
  form: FormState
}

/** Two needs side by side: which matters more. */
export function PairPage({ reply, view, form }: Props) {
  const { t } = view
  const { process, decided, most, pair } = reply
  return (
    <NeedsFrame
      view={view}
      process={process}
      title={t('budgeting.needs.pairs.title')}
      lead={t('budgeting.needs.pairs.lead', { most })}
      meta={decided > 0 ? t('budgeting.needs.pairs.decided', { decided, most }) : undefined}
      shut={reply.standing === 'open' ? null : t(`budgeting.needs.not-now.${reply.standing}`)}
      levelEnough={reply.levelEnough}
    >
      {pair ? (
        <Choosing reply={reply} pair={pair} view={view} form={form} />
      ) : (
        <EmptyState
          title={t(decided < most ? 'budgeting.needs.pairs.none-left' : 'budgeting.needs.pairs.thanks', { most })}
          next={
            <ButtonLink href={view.href(`${processPath(process)}/needs`)}>{t('budgeting.needs.ranking')}</ButtonLink>
          }
        />
      )}
    </NeedsFrame>
  )
}

function Choosing({ reply, pair, view, form }: Props & { pair: NonNullable<PairView['pair']> }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Form
      view={view}
      action={view.href(`/processes/${reply.process.number}/needs/pairs`)}
      errors={errors}
      hidden={{ pair: pair.pair }}
    >
      <DeclaredFields asked={reply} view={view} form={form} />
      <Chosen error={errors?.choice ?? errors?.pair} view={view}>
        <ul class="pair">
          <Need need={pair.first} choice="first" view={view} />
          <Need need={pair.second} choice="second" view={view} />
        </ul>
      </Chosen>
      <Actions>
        <Button kind="quiet" name="choice" value="alike">
          {t('budgeting.needs.pairs.alike')}
        </Button>
        <Button kind="quiet" name="choice" value="unsure">
          {t('budgeting.needs.pairs.unsure')}
        </Button>
      </Actions>
      <p class="soft">{t('budgeting.needs.pairs.note')}</p>
    </Form>
  )
}

/** Buttons answer; what was wrong with the answer stands before them. */
function Chosen({ error, view, children }: { error: string | undefined; view: View; children: ComponentChildren }) {
  const id = fieldId('choice')
  return (
    <div id={id} class={error ? 'stack field-invalid' : 'stack'} tabindex={-1}>
      <HintAndError id={id} hint={undefined} error={error} view={view} />
      {children}
    </div>
  )
}

function Need({ need, choice, view }: { need: NeedItem; choice: 'first' | 'second'; view: View }) {
  const { t } = view
  return (
    <li class="ds-card panel">
      <p>
        <strong>
          <Link need={need} view={view} />
        </strong>
      </p>
      <p class="soft">
        {need.place} · {t(`budgeting.ideas.category.${need.category}`)}
      </p>
      <Button name="choice" value={choice} wide>
        {t('budgeting.needs.pairs.choose', { number: need.number })}
      </Button>
    </li>
  )
}
