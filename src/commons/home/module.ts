import Type from 'typebox'
import { page } from '#kernel/http/endpoint.ts'
import { defineModule } from '#kernel/module.ts'
import { HomePage } from './home-page.tsx'

const HomeView = Type.Object({ country: Type.String() })

const showHome = page({
  name: 'showHome',
  path: '/',
  reply: HomeView,
  load: async (ctx) => ({ country: ctx.places.name('md', ctx.lang) }),
  html: (reply, view) => HomePage({ reply, view }),
})

export default defineModule({ name: 'home', endpoints: [showHome] })
