import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Section } from '#ui/components/Section.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { DeclaredFields } from '../../declared-fields.tsx'
import { POINTS } from '../fields.ts'
import type { PointsView } from '../replies.ts'
import { NeedsFrame } from './needs-frame.tsx'
import { Link } from './needs-page.tsx'

/** How many of one's points go to a need, and where the others are. */
export function PointsPage({ reply, view, form }: { reply: PointsView; view: View; form: FormState }) {
  const { t } = view
  const { need, given, left, others } = reply
  const errors = errorsOf(form, view)
  return (
    <NeedsFrame
      view={view}
      process={reply.process}
      title={t('budgeting.needs.points.title')}
      lead={<Link need={need} view={view} />}
      meta={t('budgeting.needs.points.left', { left: left - given, of: POINTS })}
      shut={reply.open ? null : t('budgeting.needs.not-now.closed')}
      levelEnough={reply.levelEnough}
    >
      <Form view={view} action={view.href(`/needs/${need.number}/points`)} errors={errors}>
        <Radios
          view={view}
          name="points"
          label={t('budgeting.needs.points.how-many')}
          hint={t('budgeting.needs.points.hint', { points: POINTS })}
          error={errors?.points}
          value={typed(form, 'points', String(given))}
          choices={Array.from({ length: Math.max(left, given) + 1 }, (_, points) => ({
            value: String(points),
            label: points === 0 ? t('budgeting.needs.points.none') : t('budgeting.needs.points.some', { points }),
          }))}
        />
        <DeclaredFields asked={reply} view={view} form={form} />
        <p class="soft">{t('budgeting.needs.points.note')}</p>
        <Button>{t('budgeting.needs.points.button')}</Button>
      </Form>
      {others.length > 0 && (
        <Section id="others" title={t('budgeting.needs.points.others')}>
          <ul>
            {others.map((other) => (
              <li key={other.number}>
                <a href={view.href(`/needs/${other.number}/points`)}>
                  {other.number}. <span lang={other.lang}>{other.text}</span>
                </a>
                : {t('budgeting.needs.points.some', { points: other.given })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </NeedsFrame>
  )
}
