import type { Context } from '#kernel/http/context.ts'
import { page } from '#kernel/http/endpoint.ts'
import { defineModule } from '#kernel/module.ts'
import { Information } from './information.ts'
import { InformationPage } from './information-page.tsx'
import { accessibilityStatement, howItWorks, privacyNotice } from './texts.ts'

const information = (name: string, path: string, write: (ctx: Context) => Information) =>
  page({
    name,
    path,
    reply: Information,
    load: async (ctx) => write(ctx),
    html: (reply, view) => InformationPage({ reply, view }),
  })

export default defineModule({
  name: 'about',
  endpoints: [
    information('showAbout', '/about', howItWorks),
    information('showAccessibility', '/accessibility', accessibilityStatement),
    information('showPrivacy', '/privacy', privacyNotice),
  ],
})
