import { useTranslation } from 'react-i18next'
import type { DataFormat } from '@/shared/api/wire'
import { useFigures } from '@/shared/figures/useFigures'

/** Gives a format in a few words: what an input looks like, and what is to be learnt. */
export function useFormatWords(): (format: DataFormat) => string {
  const { t } = useTranslation()
  const figures = useFigures()
  const target = ({ target }: Exclude<DataFormat, { type: 'text' }>) => {
    switch (target.type) {
      case 'classes':
        return t('datasets.classes', { count: target.names.length, shown: figures.count(target.names.length) })
      case 'numbers':
        return t('datasets.numbers', { count: target.width, shown: figures.count(target.width) })
      case 'text':
        return t('datasets.counterpart')
    }
  }
  return (format) => {
    switch (format.type) {
      case 'idx':
        return t('datasets.idx', { shape: format.inputShape.join(' × '), target: target(format) })
      case 'csv':
        return t('datasets.csv', {
          count: format.inputs.length,
          shown: figures.count(format.inputs.length),
          target: target(format),
        })
      case 'imageFolder':
        return t('datasets.imageFolder', {
          shape: [format.channels, format.height, format.width].join(' × '),
          target: target(format),
        })
      case 'jsonl':
        return t('datasets.jsonl', { target: target(format) })
      case 'text':
        return t('datasets.text')
    }
  }
}
