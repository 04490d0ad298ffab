import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '@/shared/api/wire'
import { UNMEASURED } from '@/shared/figures/figures'
import { useFigures } from '@/shared/figures/useFigures'
import { Facts } from '@/shared/ui/Facts'
import { Tag } from '@/shared/ui/Tag'
import { Quoted } from '@/shared/ui/Quoted'
import { Said } from '@/shared/ui/Said'
import { DrainNode } from './DrainNode'
import classes from './NodeCard.module.css'
import { LIMITED, NODE_STATES } from './nodeStates'
import { OWNER_LIMITS } from './ownerLimits'
import { RemoveNode } from './RemoveNode'

interface Props {
  node: NodeView
  now: number
  /** Whether the signed-in key may drain and remove it. */
  mayManage: boolean
}

export function NodeCard({ node, now, mayManage }: Props) {
  const { t } = useTranslation()
  const figures = useFigures()
  const title = useId()
  const { capability, intensity } = node
  const limit = node.state === 'IDLE' ? (capability.limit ?? null) : null
  const look = limit === null ? NODE_STATES[node.state] : LIMITED
  const system = [capability.os, capability.arch, capability.virtualMachine ? t('nodes.virtual') : null]
  return (
    <li className={classes.card} aria-labelledby={title}>
      <div className={classes.head}>
        <h2 id={title} className={classes.name}>
          {node.name}
        </h2>
        <div className={classes.states}>
          {node.drainedAt != null && (
            <Tag tone="rest" icon="paused">
              {t('nodes.drain.tag')}
            </Tag>
          )}
          <Tag tone={look.tone} icon={look.icon}>
            {t(look.words)}
          </Tag>
        </div>
      </div>
      <p className={classes.seen}>
        {t('nodes.seen', { when: figures.ago(node.lastSeenAt, now) })}
        {limit !== null && (
          <>
            <br />
            {t(OWNER_LIMITS[limit.kind])}{' '}
            {limit.until != null && t('nodes.limit.until', { time: figures.minute(limit.until) })}
          </>
        )}
        {node.drainedAt != null && (
          <>
            <br />
            {t('nodes.drain.since', { when: figures.ago(node.drainedAt, now) })}
          </>
        )}
      </p>
      <Facts
        facts={[
          {
            name: t('nodes.job'),
            value:
              node.job == null ? (
                UNMEASURED
              ) : (
                <Link to="/jobs/$jobId" params={{ jobId: node.job.id }}>
                  {node.job.name}
                </Link>
              ),
          },
          {
            name: t('nodes.machine'),
            value: capability.cpu,
            note: system.filter((part) => part !== null).join(' · '),
          },
          {
            name: t('nodes.offers'),
            value: t('nodes.offer', {
              count: capability.cores,
              memory: figures.bytes(capability.memoryBytes),
            }),
            note: t('nodes.disk', { disk: figures.bytes(capability.diskBytes) }),
          },
          ...capability.gpus.map((gpu) => ({
            name: t('nodes.gpu'),
            value: gpu.name,
            note: figures.bytes(gpu.memoryBytes),
          })),
          { name: t('nodes.load'), value: figures.percent(capability.load), note: t('nodes.loadNote') },
          {
            name: t('nodes.power'),
            value: `${figures.number(capability.cpuTdpWatts)} W`,
            note: <Said text={capability.cpuTdpSource} />,
          },
          {
            name: t('nodes.intensity'),
            value: figures.intensity(intensity.gramsPerKwh),
            note: (
              <>
                {intensity.zone == null ? t('common.worldAverage') : t('common.zone', { zone: intensity.zone })}{' '}
                {intensity.at != null && t('common.hourOf', { when: figures.ago(intensity.at, now) })}{' '}
                <Quoted words="common.source" text={intensity.source} />
              </>
            ),
          },
          {
            name: t('nodes.given'),
            value: (
              <Link to="/nodes/$nodeId/receipt" params={{ nodeId: node.id }}>
                {figures.energy(node.energyWh)}
              </Link>
            ),
            note: t('nodes.tasks', { count: node.tasksCompleted, shown: figures.count(node.tasksCompleted) }),
          },
          {
            name: t('nodes.joined'),
            value: figures.moment(node.joinedAt),
            note: t('nodes.version', { version: capability.workerVersion }),
          },
        ]}
      />
      {mayManage && (
        <div className={classes.actions}>
          <DrainNode node={node} />
          <RemoveNode node={node} />
        </div>
      )}
    </li>
  )
}
