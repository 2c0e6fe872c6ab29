import { roles } from '#commons/access/permit.ts'
import type { SettingDefinition } from '#commons/settings/settings.ts'
import { settingTitle, valueInWords } from '#commons/settings/words.ts'
import { permissionTable } from '#commons/work/permissions.ts'
import { roomTitle } from '#commons/work/room-title.ts'
import { law } from '#jurisdiction/md/index.ts'
import { createTranslators } from '#kernel/i18n/translator.ts'
import { housekeeping } from '#kernel/jobs/housekeeping.ts'
import { modules } from '#src/modules.ts'
import { messages } from '../generated/messages.ts'

const t = createTranslators(messages).en
const MADE = 'Made by `npm run docs` from the manifests; a test says when it is behind.'

/** The pages of docs/ that follow from the manifests, by path. */
export function documents(): Record<string, string> {
  return {
    'docs/settings.md': settingsPage(),
    'docs/permissions.md': permissionsPage(),
    'docs/jobs.md': jobsPage(),
  }
}

function settingsPage(): string {
  const sections = modules
    .filter(({ settings = [] }) => settings.length > 0)
    .map((manifest) => {
      const rows = (manifest.settings ?? []).map((setting) => [
        `\`${setting.key}\``,
        settingTitle(t, setting.key) ?? '',
        setting.unit,
        setting.scope === 'authority' ? 'each authority' : 'the house',
        otherwise(setting),
      ])
      return `## ${roomTitle(t, manifest)}\n\n${table(['key', 'what it decides', 'unit', 'set for', 'when nobody set it'], rows)}`
    })
  const lead = `The rules of the house: dated values that an administrator changes at \`/work/settings\` and everybody reads at \`/settings\`. A change holds
from a day on; nothing is overwritten or deleted. Settings by environment are in \`docs/operations/settings.md\`.`
  return page('Settings', lead, sections.length > 0 ? sections : ['No part has a setting yet.'])
}

function otherwise({ otherwise, unit }: SettingDefinition): string {
  if ('value' in otherwise) return valueInWords(t, unit, otherwise.value)
  const rule = law.find(({ key }) => key === otherwise.law)
  const value = rule?.values.at(-1)
  if (!value) throw new Error(`no law ${otherwise.law}`)
  const { basis } = value
  const source = [basis.act.en ?? basis.act.ro, basis.article?.en ?? basis.article?.ro].filter(Boolean).join(', ')
  return `${valueInWords(t, unit, value.value)}: ${source}${value.verified ? '' : ' (not checked against the law)'}`
}

function permissionsPage(): string {
  const sections = permissionTable(modules, t).rooms.map(({ title, permissions }) => {
    const rows = permissions.map(({ name, words, roles: held, scope }) => [
      `\`${name}\`${scope ? ` (token \`${scope}\`)` : ''}`,
      words,
      ...roles.map((role) => (held.includes(role) ? 'may' : '')),
    ])
    return `## ${title}\n\n${table(['permission', 'what it lets one do', ...roles], rows)}`
  })
  return page(
    'Permissions',
    'Which role may do what. A role works only after a second factor. A moderator acts in a place and everything under it, an officer for one authority. A program may do with a token only what names the scope of that token.',
    sections,
  )
}

function jobsPage(): string {
  const jobs = [...housekeeping, ...modules.flatMap((module) => module.jobs ?? [])]
  const rows = jobs.map(({ name, schedule, repeat }) => [
    `\`${name}\``,
    schedule ? `\`${schedule}\`` : 'when asked',
    repeat,
  ])
  const timers = modules.flatMap((module) => module.timers ?? [])
  const going = timers.map(({ name, everySeconds }) => [`\`${name}\``, `${everySeconds} s`])
  return page('Jobs', 'What `npm run worker` (and `npm start`) does besides answering. Times are UTC.', [
    `## Jobs\n\n${table(['job', 'when', 'why it may run twice'], rows)}`,
    `## Timers\n\nOne process at a time runs each.\n\n${table(['timer', 'every'], going)}`,
  ])
}

function page(title: string, lead: string, sections: string[]): string {
  return `# ${title}\n\n${lead}\n\n${MADE}\n\n${sections.join('\n\n')}\n`
}

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
