import type { ComponentChildren } from 'preact'
import { LangField } from '#commons/people/lang-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, type ButtonKind } from '#ui/components/Button.tsx'
import { Panel } from '#ui/components/Card.tsx'
import { Details } from '#ui/components/Details.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { DatasetDesk } from '../replies.ts'
import type { DeskProps } from './desk-props.ts'

/** What can be done with a dataset now, and why something cannot. */
export function Decide({ reply, view, form }: DeskProps) {
  const { t } = view
  const { may, lacks, needsAnother } = reply
  const returned = view.returned?.action.slice(reply.path.length + 1)
  /** A form's own state: what failed is shown at the form it came from. */
  const of = (path: string): FormState => (returned === path ? form : { values: {}, errors: [], key: '' })
  return (
    <>
      {lacks.length > 0 && (
        <Panel>
          <p>
            {t('open-data.catalogue.describe.lacking', {
              fields: view.list(lacks.map((field) => t(`open-data.catalogue.describe.needed.${field}`))),
            })}
          </p>
        </Panel>
      )}
      {needsAnother && reply.state === 'review' && (
        <Panel>
          <p>{t('open-data.catalogue.describe.another')}</p>
        </Panel>
      )}
      {(may.publish || may.submit || may.publishAgain) && isWithoutData(reply) && (
        <Panel>
          <p>{t('open-data.catalogue.describe.without-data')}</p>
        </Panel>
      )}
      {may.publish && <Publish reply={reply} view={view} form={of('publication')} />}
      {may.submit && (
        <Act reply={reply} view={view} path="submission" form={of('submission')} kind={may.publish ? 'quiet' : 'main'}>
          {needsAnother && <p>{t('open-data.catalogue.describe.submit.note')}</p>}
        </Act>
      )}
      {may.publishAgain && (
        <Act reply={reply} view={view} path="republication" form={of('republication')} kind="main">
          <WithoutData reply={reply} view={view} form={of('republication')} />
        </Act>
      )}
      {may.giveBack && <Because reply={reply} view={view} path="return" form={of('return')} kind="quiet" />}
      {may.withdraw && <Because reply={reply} view={view} path="withdrawal" form={of('withdrawal')} kind="danger" />}
    </>
  )
}

/** Everybody would find a page that promises data and has none. */
function isWithoutData({ files, preview }: DatasetDesk): boolean {
  return preview.accessRights === 'PUBLIC' && files.every(({ url, published }) => url === null && !published)
}

function Publish({ reply, view, form }: DeskProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <ActForm reply={reply} view={view} path="publication" errors={errors}>
      {reply.may.schedule && (
        <DateField
          view={view}
          name="on"
          label={t('open-data.catalogue.describe.on')}
          hint={t('open-data.catalogue.describe.on.hint')}
          required={false}
          error={errors?.on}
          value={typed(form, 'on')}
          min={reply.today}
        />
      )}
      <WithoutData reply={reply} view={view} form={form} />
      <Button>{t('open-data.catalogue.describe.do.publication')}</Button>
    </ActForm>
  )
}

/** Where there is no data, why not. */
function WithoutData({ reply, view, form }: DeskProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  if (!isWithoutData(reply)) return null
  return (
    <>
      <TextArea
        view={view}
        name="withoutData"
        label={t('open-data.catalogue.describe.without-data.why')}
        hint={t('open-data.catalogue.describe.without-data.why.hint')}
        error={errors?.withoutData}
        value={typed(form, 'withoutData')}
        rows={3}
        limit={500}
      />
      <LangField view={view} form={form} errors={errors} label={t('open-data.wishes.lang')} />
    </>
  )
}

interface ActProps extends DeskProps {
  path: 'submission' | 'republication' | 'return' | 'withdrawal'
  kind: ButtonKind
}

function Act({ reply, view, form, path, kind, children }: ActProps & { children?: ComponentChildren }) {
  return (
    <ActForm reply={reply} view={view} path={path} errors={errorsOf(form, view)}>
      {children}
      <Button kind={kind}>{view.t(`open-data.catalogue.describe.do.${path}`)}</Button>
    </ActForm>
  )
}

/** An act that others are told the reason of; folded away, because it is rare. */
function Because({ reply, view, form, path, kind }: ActProps & { path: 'return' | 'withdrawal' }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Details summary={t(`open-data.catalogue.describe.do.${path}`)} open={errors !== undefined}>
      <ActForm reply={reply} view={view} path={path} errors={errors}>
        <TextArea
          view={view}
          name="reason"
          label={t(`open-data.catalogue.describe.${path}.reason`)}
          hint={t(`open-data.catalogue.describe.${path}.reason.hint`)}
          error={errors?.reason}
          value={typed(form, 'reason')}
          rows={4}
          limit={1_000}
        />
        <LangField view={view} form={form} errors={errors} label={t('open-data.wishes.lang')} />
        <Button kind={kind}>{t(`open-data.catalogue.describe.do.${path}`)}</Button>
      </ActForm>
    </Details>
  )
}

function ActForm({
  reply,
  view,
  path,
  errors,
  children,
}: {
  reply: DatasetDesk
  view: View
  path: string
  errors: Errors | undefined
  children: ComponentChildren
}) {
  return (
    <Form view={view} action={view.href(`${reply.path}/${path}`)} errors={errors} scope={path}>
      {children}
    </Form>
  )
}
