import { defineModule } from '#kernel/module.ts'
import { gatherCitations } from './gather-citations.ts'

export default defineModule({
  name: 'citations',
  timers: [{ name: 'citations.gather', everySeconds: 30, run: gatherCitations }],
})
