import { Actions, Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField, FileField } from '#ui/components/OtherFields.tsx'
import { Picture } from '#ui/components/Picture.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { moments } from '../project.ts'
import type { MilestoneDeskView } from '../replies.ts'
import { ScopeChange } from './project-sections.tsx'
import { type DeskProps, deskPath, WorkFrame } from './work-frame.tsx'

/** A part of the work with the day for which it is promised. */
export function NewMilestonePage({ reply, view, form }: DeskProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <WorkFrame reply={reply} view={view} title={t('budgeting.delivery.milestone.add')} may={reply.may.plan}>
      <Form
        view={view}
        action={view.href(`${deskPath(reply)}/milestones`)}
        errors={errors}
        hidden={{ 'idempotency-key': form.key }}
      >
        <TextField
          {...field('title')}
          label={t('budgeting.delivery.milestone')}
          hint={t('budgeting.delivery.milestone.hint')}
        />
        <DateField {...field('plannedOn')} label={t('budgeting.delivery.milestone.planned')} />
        <Button>{t('budgeting.delivery.save')}</Button>
      </Form>
    </WorkFrame>
  )
}

/** A promised day is moved with a reason, or the part is done. */
export function MilestonePage({ reply, view, form }: DeskProps<MilestoneDeskView>) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const { milestone } = reply
  return (
    <WorkFrame
      reply={reply}
      view={view}
      title={milestone.title}
      lead={t('budgeting.delivery.milestone.lead')}
      may={reply.may.plan}
    >
      <Form view={view} action={view.href(`${deskPath(reply)}/milestones/${milestone.id}`)} errors={errors}>
        <DateField
          {...field('doneOn', milestone.doneOn ?? '')}
          label={t('budgeting.delivery.milestone.done')}
          required={false}
          max={reply.today}
        />
        <DateField {...field('plannedOn', milestone.plannedOn)} label={t('budgeting.delivery.milestone.planned')} />
        <TextArea
          {...field('reason')}
          label={t('budgeting.delivery.move.reason')}
          hint={t('budgeting.delivery.move.reason.hint')}
          required={false}
          rows={3}
          limit={500}
        />
        <Button>{t('budgeting.delivery.save')}</Button>
      </Form>
    </WorkFrame>
  )
}

/** Pictures of before, during and after; one that should not be seen is taken away. */
export function PicturesPage({ reply, view, form }: DeskProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const path = `${deskPath(reply)}/pictures`
  return (
    <WorkFrame
      reply={reply}
      view={view}
      title={t('budgeting.delivery.pictures')}
      lead={t('budgeting.delivery.picture.lead')}
      may
    >
      <Form view={view} action={view.href(path)} errors={errors} multipart>
        <FileField
          view={view}
          name="file"
          label={t('budgeting.delivery.picture')}
          hint={t('budgeting.delivery.picture.hint')}
          error={errors?.file}
          accept="image/jpeg,image/png,image/webp"
        />
        <Radios
          {...field('moment')}
          label={t('budgeting.delivery.picture.when')}
          choices={moments.map((value) => ({ value, label: t(`budgeting.delivery.moment.${value}`) }))}
        />
        <DateField {...field('takenOn', reply.today)} label={t('budgeting.delivery.picture.taken')} max={reply.today} />
        <TextField
          {...field('description')}
          label={t('budgeting.delivery.picture.description')}
          hint={t('budgeting.delivery.picture.description.hint')}
        />
        <Button>{t('budgeting.delivery.picture.add')}</Button>
      </Form>
      {reply.pictures.length > 0 && (
        <Section id="kept" title={t('budgeting.delivery.pictures')}>
          <ul class="documents">
            {reply.pictures.map((one) => (
              <li key={one.id} class="stack">
                <Picture
                  src={one.path}
                  description={one.description}
                  lang={one.lang}
                  width={one.width}
                  height={one.height}
                />
                <Form view={view} action={view.href(`${path}/${one.id}/removal`)} scope={one.id}>
                  <Button kind="quiet">
                    {t('budgeting.delivery.picture.remove')}
                    <span class="ds-sr-only">: {one.description}</span>
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </WorkFrame>
  )
}

/** The project becomes another: proposed with a reason, its author is heard, then it is in force or taken back. */
export function ScopePage({ reply, view, form }: DeskProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const path = `${deskPath(reply)}/scope`
  const open = reply.scope.find(({ outcome }) => outcome === null)
  return (
    <WorkFrame
      reply={reply}
      view={view}
      title={t('budgeting.delivery.scope.propose')}
      lead={t('budgeting.delivery.scope.lead')}
      may={reply.may.plan}
    >
      {open ? (
        <>
          <ScopeChange one={open} view={view} />
          <Form view={view} action={view.href(`${path}/end`)} errors={errors}>
            <Actions>
              {reply.may.enforce && (
                <Button name="outcome" value="in-force">
                  {t('budgeting.delivery.scope.enforce')}
                </Button>
              )}
              <Button kind="quiet" name="outcome" value="withdrawn">
                {t('budgeting.delivery.scope.withdraw')}
              </Button>
            </Actions>
          </Form>
        </>
      ) : (
        <Form view={view} action={view.href(path)} errors={errors}>
          {(['what', 'reason'] as const).map((name) => (
            <TextArea
              key={name}
              {...field(name)}
              label={t(`budgeting.delivery.${name === 'what' ? 'scope.what' : 'reason'}`)}
              rows={5}
              limit={2_000}
            />
          ))}
          <Button>{t('budgeting.delivery.scope.button')}</Button>
        </Form>
      )}
    </WorkFrame>
  )
}
