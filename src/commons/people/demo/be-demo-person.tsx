import { sql } from 'kysely'
import Type from 'typebox'
import type { RoleName } from '#commons/access/permit.ts'
import { NotFound } from '#kernel/errors.ts'
import { choice, form } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Section } from '#ui/components/Section.tsx'
import { nextPathIfAny } from '../next-path.ts'
import { OneColumn } from '../pages/one-column.tsx'
import { openSession } from '../sessions.ts'
import { keepDemoPerson } from './keep-demo-person.ts'
import { demoPeople } from './people.ts'

const DemoPeople = Type.Object({
  items: Type.Array(
    Type.Object({ key: Type.String(), name: Type.String(), role: Type.String(), official: Type.Boolean() }),
  ),
  next: nullable(Type.String({ description: 'Where to go on as the person who is chosen' })),
})
type DemoPeople = Type.Static<typeof DemoPeople>

const showPeople = page({
  name: 'listDemoPeople',
  path: '/demo/people',
  audience: 'personal',
  query: form({ next: nextPathIfAny() }),
  reply: DemoPeople,
  load: listDemoPeople,
  html: (reply, view) => PeoplePage({ reply, view }),
  unlisted: true,
})

const postPerson = action({
  name: 'beDemoPerson',
  path: '/demo/people',
  audience: 'personal',
  body: form({ person: choice(demoPeople.map(({ key }) => key)), next: nextPathIfAny() }),
  reply: Type.Object({ next: Type.String() }),
  run: (ctx, _params, { person, next }) => beDemoPerson(ctx, person, next),
  form: showPeople,
  done: ({ next }) => next,
})

export const demoPeopleEndpoints = [showPeople, postPerson]

/** Signs in as a demo person, second factor already shown. In the demo only: elsewhere this page does not exist. */
async function beDemoPerson(ctx: WriteContext, key: string, next: string | null): Promise<{ next: string }> {
  if (!ctx.demo) throw new NotFound()
  const person = demoPeople.find((one) => one.key === key)
  if (!person) throw new NotFound()
  const accountId = await keepDemoPerson(ctx.tx, ctx.secrets.person, person, ctx.now)
  await openSession(ctx, accountId, { secondFactor: person.role !== undefined })
  return { next: next ?? (person.role ? '/work' : '/account') }
}

async function listDemoPeople(ctx: Context, _params: object, { next }: { next: string | null }): Promise<DemoPeople> {
  if (!ctx.demo) throw new NotFound()
  const t = ctx.translate(ctx.lang)
  const { rows } = await sql<{
    slug: string
    name: Localised
  }>`SELECT slug, name FROM organisations.organisation`.execute(ctx.db)
  const authorities = new Map(rows.map(({ slug, name }) => [slug, inLang(name, ctx.lang)]))
  const roleInWords = (name: RoleName, of: string | undefined) => {
    const word = t(`access.role.${name}`)
    return of ? t('people.role-of', { role: word, of }) : word
  }
  return {
    items: demoPeople.map(({ key, name, role, about, placeKey }) => ({
      key,
      name,
      official: role !== undefined,
      role: role
        ? roleInWords(
            role.name,
            role.placeKey ? ctx.places.name(role.placeKey, ctx.lang) : authorities.get(role.authority ?? ''),
          )
        : t(about ? `people.demo.${about}` : 'people.demo.citizen', { place: ctx.places.name(placeKey, ctx.lang) }),
    })),
    next,
  }
}

function PeoplePage({ reply, view }: { reply: DemoPeople; view: View }) {
  const { t } = view
  return (
    <OneColumn view={view} title={t('people.demo.title')}>
      <Heading title={t('people.demo.title')} lead={t('people.demo.lead')} />
      {[false, true].map((official) => (
        <Section
          key={String(official)}
          id={official ? 'officials' : 'citizens'}
          title={t(official ? 'people.demo.officials' : 'people.demo.citizens')}
        >
          <Form view={view} action={view.href('/demo/people')} hidden={reply.next === null ? {} : { next: reply.next }}>
            <dl class="summary">
              {reply.items
                .filter((one) => one.official === official)
                .map(({ key, name, role }) => (
                  <div class="summary-row" key={key}>
                    <dt class="summary-key">{name}</dt>
                    <dd class="summary-value">{role}</dd>
                    <dd class="summary-change">
                      <Button kind="quiet" name="person" value={key}>
                        {t('people.demo.be', { name })}
                      </Button>
                    </dd>
                  </div>
                ))}
            </dl>
          </Form>
        </Section>
      ))}
      <p>
        <ButtonLink kind="quiet" href={view.href('/demo/reset')}>
          {t('demo.reset.link')}
        </ButtonLink>
      </p>
    </OneColumn>
  )
}
