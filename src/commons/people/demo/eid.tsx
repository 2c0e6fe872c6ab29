import Type from 'typebox'
import { NotFound } from '#kernel/errors.ts'
import { checked, choice, form, optional, text, token } from '#kernel/forms/fields.ts'
import { action, type FormState, page } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf, typed } from '#ui/form-state.ts'
import { raiseLevel } from '../identity/raise-level.ts'
import { idnoProblem } from '../idno.ts'
import { OneColumn } from '../pages/one-column.tsx'
import { accountName } from '../person-name.ts'
import { ownSession } from '../sessions.ts'
import { madeUpNumber } from './made-up-number.ts'

const EidView = Type.Object({ state: Type.String(), example: Type.String(), name: Type.String() })
type EidView = Type.Static<typeof EidView>

const personNumber = checked(text({ max: 30 }), (number) => {
  const problem = idnoProblem(number)
  return problem ? { key: `people.idnp.${problem}` } : null
})

const showEid = page({
  name: 'showDemoIdentity',
  path: '/demo/eid',
  audience: 'personal',
  query: form({ state: optional(token()) }),
  reply: EidView,
  async load(ctx, _params, { state }) {
    if (!ctx.demo) throw new NotFound()
    const { accountId, name } = ownSession(ctx)
    return { state: state ?? '', example: madeUpNumber(accountId), name: name ?? '' }
  },
  html: (reply, view, form) => EidPage({ reply, view, form }),
  unlisted: true,
})

const postEid = action({
  name: 'giveDemoIdentity',
  path: '/demo/eid',
  audience: 'personal',
  neverKept: true,
  body: form({ state: token(), number: personNumber, name: accountName(), level: choice(['strong', 'signed']) }),
  reply: Type.Object({}),
  async run(ctx, _params, body) {
    if (!ctx.demo || !ctx.identityProvider) throw new NotFound()
    await raiseLevel(ctx, await ctx.identityProvider.finish(ctx, body))
    return {}
  },
  form: showEid,
  done: () => '/account/identity',
})

export const eidEndpoints = [showEid, postEid]

function EidPage({ reply, view, form }: { reply: EidView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <OneColumn view={view} title={t('people.eid.title')}>
      <Heading title={t('people.eid.title')} />
      <Notice kind="warning" title={t('people.eid.stand-in')}>
        <p>{t('people.eid.stand-in-text')}</p>
      </Notice>
      <Form
        view={view}
        action={view.href('/demo/eid')}
        errors={errors}
        hidden={{ state: typed(form, 'state', reply.state) }}
      >
        <TextField
          {...field('number')}
          label={t('people.eid.number')}
          hint={t('people.eid.number-hint', { example: reply.example })}
          inputmode="numeric"
          autocomplete="off"
        />
        <TextField {...field('name', reply.name)} label={t('people.name')} autocomplete="name" />
        <Radios
          {...field('level', 'strong')}
          label={t('people.eid.level')}
          choices={[
            { value: 'strong', label: t('people.level.strong') },
            { value: 'signed', label: t('people.level.signed') },
          ]}
        />
        <Button>{t('people.eid.button')}</Button>
      </Form>
    </OneColumn>
  )
}
