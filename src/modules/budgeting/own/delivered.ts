import { type DatasetColumn, ownDataset } from '#commons/datasets/dataset.ts'
import {
  lines as downloadedLines,
  milestones as downloadedMilestones,
  projects as downloadedProjects,
  type LineRow,
  lineRows,
  type MilestoneRow,
  milestoneRows,
  type ProjectRow,
  projectRows,
} from '../delivery/datasets.ts'

const themes = ['GOVE', 'ECON']

const projects = ownDataset<ProjectRow>('budget-projects', {
  title: 'budgeting.own.projects',
  about: 'budgeting.own.projects.about',
  keywords: 'budgeting.own.projects.keywords',
  themes,
  key: ['process', 'project'],
  columns: downloadedProjects.dataset.columns as DatasetColumn<ProjectRow>[],
  rows: projectRows,
})

/** Two lines of one project may say the same: no columns name one. */
const lines = ownDataset<LineRow>('budget-money-lines', {
  title: 'budgeting.own.money',
  about: 'budgeting.own.money.about',
  keywords: 'budgeting.own.money.keywords',
  themes,
  key: [],
  columns: downloadedLines.dataset.columns as DatasetColumn<LineRow>[],
  rows: lineRows,
})

const milestones = ownDataset<MilestoneRow>('budget-milestones', {
  title: 'budgeting.own.milestones',
  about: 'budgeting.own.milestones.about',
  keywords: 'budgeting.own.milestones.keywords',
  themes,
  key: [],
  columns: downloadedMilestones.dataset.columns as DatasetColumn<MilestoneRow>[],
  rows: milestoneRows,
})

export const delivered = [projects, lines, milestones]
