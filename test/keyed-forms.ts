import assert from 'node:assert/strict'
import { langs } from '#kernel/i18n/lang.ts'
import { modules } from '#src/modules.ts'

const keyed = modules
  .flatMap(({ endpoints = [] }) => endpoints)
  .flatMap((one) => (one.kind === 'action' && one.repeat === 'key' ? [one] : []))
  .map(({ name, path }) => ({
    name,
    path: new RegExp(`^/(?:${langs.join('|')})${path.replaceAll(/:\w+/g, '[^/]+')}$`),
  }))

/**
 * Nothing can be sent from a form without the key that its act asks for, and a test that sends one of its own does not notice.
 *
 * @param url of the page, where a form without an action is sent to
 * @throws AssertionError naming the act
 */
export function assertFormsCarryKeys(html: string, url: string): void {
  for (const [form = '', attributes = ''] of html.matchAll(/<form\b([^>]*)>.*?<\/form>/gs)) {
    if (!/\bmethod="post"/i.test(attributes)) continue
    const own = /(?<![\w-])action="([^"]*)"/.exec(attributes)?.[1] ?? url
    const others = [...form.matchAll(/\bformaction="([^"]*)"/g)].map(([, to = '']) => to)
    for (const to of [own, ...others]) {
      const act = keyed.find(({ path }) => path.test(to.split(/[?#]/)[0] as string))
      if (act) assert.match(form, /name="idempotency-key" value="[^"]+"/, `${url}: the form of ${act.name} has no key`)
    }
  }
}
