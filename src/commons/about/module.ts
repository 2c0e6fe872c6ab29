import type { Context } from '#kernel/http/context.ts'
import { page } from '#kernel/http/endpoint.ts'
import { defineModule } from '#kernel/module.ts'
import { ContactPage, ContactView } from './contact-page.tsx'
import { Information } from './information.ts'
import { InformationPage } from './information-page.tsx'
import { type Operator, operatorOf, operatorSettings } from './operator.ts'
import { accessibilityStatement, howItWorks, privacyNotice } from './texts.ts'

const information = (name: string, path: string, write: (ctx: Context, operator: Operator) => Information) =>
  page({
    name,
    path,
    reply: Information,
    load: async (ctx) => write(ctx, await operatorOf(ctx)),
    html: (reply, view) => InformationPage({ reply, view }),
  })

const showContact = page({
  name: 'showContact',
  path: '/contact',
  reply: ContactView,
  load: operatorOf,
  html: (reply, view) => ContactPage({ reply, view }),
})

export default defineModule({
  name: 'about',
  settings: operatorSettings,
  endpoints: [
    information('showAbout', '/about', howItWorks),
    showContact,
    information('showAccessibility', '/accessibility', accessibilityStatement),
    information('showPrivacy', '/privacy', privacyNotice),
  ],
})
