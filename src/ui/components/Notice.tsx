import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon.tsx'

export interface NoticeProps {
  kind?: 'info' | 'success' | 'warning' | 'danger' | undefined
  title: string
  level?: 2 | 3 | undefined
  children?: ComponentChildren
}

const MARKS: Record<NonNullable<NoticeProps['kind']>, IconName> = {
  info: 'info',
  success: 'check',
  warning: 'warning',
  danger: 'alert',
}

/** Something to know before reading on. */
export function Notice({ kind = 'info', title, level = 2, children }: NoticeProps) {
  const Title = level === 2 ? 'h2' : 'h3'
  return (
    <div class={`notice notice-${kind}`}>
      <span class="notice-mark">
        <Icon name={MARKS[kind]} />
      </span>
      <Title class="notice-title">{title}</Title>
      {children && <div class="notice-body">{children}</div>}
    </div>
  )
}
