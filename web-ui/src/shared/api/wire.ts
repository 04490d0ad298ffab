import type { components } from '#interface'

type Schemas = components['schemas']

export type Problem = Schemas['Problem']
export type Violation = Schemas['Violation']
export type SessionView = Schemas['SessionView']
export type JobView = Schemas['JobView']
export type JobState = JobView['state']
export type JobPage = Schemas['JobViewPage']
export type JobEnergy = Schemas['JobViewJobEnergy']
export type JobExplanation = Schemas['JobExplanation']
export type ExplanationReason = JobExplanation['reasons'][number]
export type ExplanationChange = ExplanationReason['change'][number]
export type MetricPoint = Schemas['MetricPoint']
export type MetricSet = Schemas['MetricSeriesSet']
export type LogLine = Schemas['LogLineStored']
export type LogPage = Schemas['LogLinePage']
export type NodeView = Schemas['NodeView']
export type OwnerLimit = Schemas['OwnerLimit']
export type NodePage = Schemas['NodeViewPage']
export type JoiningCode = Schemas['JoiningCode']
export type PlanView = Schemas['PlanView']
export type Timeline = Schemas['Timeline']
export type TimingView = Schemas['TimingView']
export type LayerPlan = PlanView['work']['layers'][number]
export type Receipt = Schemas['Receipt']
export type Footprint = Schemas['ReceiptFootprint']
export type ZoneUse = Schemas['ReceiptZoneUse']
export type Comparison = Schemas['ReceiptComparison']
export type DatasetView = Schemas['DatasetView']
export type DatasetPage = Schemas['DatasetViewPage']

/** What an example of numbers is labelled with. */
export type Target = Classes | { type: 'numbers'; width: number }
export type Classes = { type: 'classes'; names: string[] }

/** How a dataset's files are read; the document leaves these forms to the dataset's own JSON Schema. */
export type DataFormat =
  | { type: 'idx'; inputShape: number[]; target: Target }
  | { type: 'csv'; inputs: string[]; targets: string[]; separator: string; target: Target }
  | { type: 'imageFolder'; channels: number; height: number; width: number; target: Target }
  | { type: 'jsonl'; input: string; output: string; target: Classes | { type: 'text' } }
  | { type: 'text' }
